import { svgElement } from "../browser/elements.ts";
import { estimateTextWidth, fontSize } from "../charts/frame/theme.ts";
import { measures, measureTitles, shortCount, type ComparedNet, type Measure } from "./compared-nets.ts";
import { placeIn } from "./drag.ts";

/** What is drawn of the nets. */
export interface CostsView {
  readonly nets: readonly ComparedNet[];
  /** All bars of a panel on one scale, or each as long as the others. */
  readonly bars: "scale" | "shares";
  /** The name of the net that is looked into. */
  readonly chosen: string;
}

const rowHeight = 28;
const barHeight = 14;
const titleHeight = 30;
const valueWidth = 56;
/** From here on the three panels stand side by side. */
const wide = 560;

/**
 * A panel for each of the three numbers, a row for each net, a bar cut into the net's parts.
 * @param pressed called with the net whose row a pointer presses
 */
export function drawCosts(view: CostsView, width: number, pressed: (name: string) => void): SVGSVGElement {
  const { nets } = view;
  const isWide = width >= wide;
  const names = Math.min(0.34 * width, 14 + Math.max(...nets.map(({ name }) => estimateTextWidth(name))));
  const panelHeight = titleHeight + rowHeight * nets.length;
  const height = isWide ? panelHeight : measures.length * (panelHeight + 14);
  const svg = svgElement("svg", {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, "font-size": fontSize, class: "chart-svg costs-drawing" },
  });
  const panelWidth = isWide ? (width - names) / measures.length : width - names;
  measures.forEach((measure, at) => {
    const left = names + (isWide ? at * panelWidth : 0);
    const top = isWide ? 0 : at * (panelHeight + 14);
    if (isWide ? at === 0 : true) svg.append(...drawNames(view, top, width, isWide));
    svg.append(text(left, top + 12, measureTitles[measure], "start", "costs-title"));
    svg.append(
      ...nets.flatMap((net, row) =>
        drawBar(view, { net, measure, left, panelWidth, y: top + titleHeight + row * rowHeight }),
      ),
    );
  });
  svg.addEventListener("click", (event) => {
    const { y } = placeIn(svg, event);
    const within = isWide ? y : y % (panelHeight + 14);
    const net = nets[Math.floor((within - titleHeight) / rowHeight)];
    if (net !== undefined && within >= titleHeight) pressed(net.name);
  });
  return svg;
}

function drawNames({ nets, chosen }: CostsView, top: number, width: number, isWide: boolean): SVGElement[] {
  return nets.flatMap(({ name }, row) => {
    const y = top + titleHeight + row * rowHeight;
    const isChosen = name === chosen;
    const mark = { class: "costs-chosen", x: 0, y: y + rowHeight - 3, width: isWide ? width : width - 4, height: 1.5 };
    return [
      ...(isChosen ? [svgElement("rect", mark)] : []),
      text(0, y + rowHeight / 2, name, "start", isChosen ? "costs-name chosen" : "costs-name"),
    ];
  });
}

interface BarPlace {
  readonly net: ComparedNet;
  readonly measure: Measure;
  readonly left: number;
  readonly panelWidth: number;
  readonly y: number;
}

function drawBar({ nets, bars }: CostsView, { net, measure, left, panelWidth, y }: BarPlace): SVGElement[] {
  const most = bars === "shares" ? net[measure] : Math.max(...nets.map((each) => each[measure]));
  const room = panelWidth - valueWidth - 8;
  let x = left;
  const segments = net.parts.map((part) => {
    const length = (room * part[measure]) / most;
    const segment = svgElement("rect", {
      class: `costs-part ${partClass(part.stage)}`,
      ...{ x, y: y + (rowHeight - barHeight) / 2, width: Math.max(0, length), height: barHeight },
    });
    segment.append(svgElement("title", {}, `${net.name}, ${part.stage}: ${shortCount(part[measure])}`));
    x += length;
    return segment;
  });
  return [...segments, text(x + 6, y + rowHeight / 2, shortCount(net[measure]), "start", "costs-value")];
}

/** "of-stem", "of-stage-3", "of-head". */
export function partClass(stage: string): string {
  return `of-${stage.toLowerCase().replace(" ", "-")}`;
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end", look = ""): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": anchor, class: look }, words);
}
