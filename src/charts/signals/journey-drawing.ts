import * as Plot from "@observablehq/plot";
import { cividis, toCss } from "../frame/colours.ts";
import { svgElement } from "../../browser/elements.ts";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { drawFrame, type Frame } from "../frame/plot-frame.ts";
import { unitsFromLeft } from "../frame/text-scale.ts";
import { fontSize } from "../frame/theme.ts";
import { wholePowers, type ValueScale } from "../frame/value-scale.ts";

/** A net, and what is left of the gradient at each of its layers: the last one is 1. */
export interface Traveller {
  readonly name: string;
  readonly left: readonly number[];
}

export interface JourneyDrawing {
  readonly svg: SVGSVGElement;
  /** Puts the gradient at a layer. */
  readonly show: (layer: number) => void;
}

const rowHeight = 38;
const boxHeight = 14;
const strokes = ["plain", "bottleneck", "pre-activation", "residual"] as const;
const dashes = ["7 4", "9 4 2 4", "2 4", undefined] as const;

/**
 * The nets as rows of layers, over a plot of what is left of the gradient in each, on one common axis.
 * @param chosen called with the layer under a pointer that is pressed
 */
export function drawJourney(
  travellers: readonly Traveller[],
  width: number,
  chosen: (layer: number) => void,
): JourneyDrawing {
  const last = (travellers[0]?.left.length ?? 1) - 1;
  const scale = scaleOf(travellers);
  const frame = drawPlotPart(travellers, scale, last, width);
  const rows = travellers.map((traveller, at) => drawRow(traveller, at, { frame, scale, count: travellers.length }));
  const height = travellers.length * rowHeight;
  const rule = svgElement("line", { y1: -height + 4, y2: frame.area.bottom });
  frame.svg.append(svgElement("g", { class: "pointer-rule" }, rule), ...rows.map(({ group }) => group));
  makeRoom(frame.svg, height, width);
  listen(frame, chosen);
  return {
    svg: frame.svg,
    show: (layer) => {
      for (const { show } of rows) show(layer);
      rule.setAttribute("x1", String(frame.xAt(layer)));
      rule.setAttribute("x2", String(frame.xAt(layer)));
    },
  };
}

function scaleOf(travellers: readonly Traveller[]): ValueScale {
  const logs = travellers.flatMap(({ left }) => left.filter((value) => value > 0).map(Math.log10));
  return wholePowers(Math.floor(Math.min(-1, ...logs)), Math.ceil(Math.max(1, ...logs)));
}

function drawPlotPart(travellers: readonly Traveller[], scale: ValueScale, last: number, width: number): Frame {
  const place = { stacked: false, widest: 130, side: "left" } as const;
  const texts = travellers.map(({ name }) => ({ name, value: "" }));
  const lines = travellers.map(({ left }) =>
    left.flatMap((value, layer) => (scale.shows(value) ? [{ layer, y: scale.place(value) }] : [])),
  );
  const frame = drawFrame({
    ...{ width, height: 280, marginRight: 14, marginLeft: 48, insetLeft: width < 560 ? 0 : labelsWidth(texts, place) },
    x: { domain: [0, last] },
    y: { domain: [...scale.domain] },
    ...{ title: "What is left of the gradient", xTitle: "Layer (0 = input, right = loss)" },
    ...{ xTicks: 5, xFormat: String, yTicks: scale.ticks, yFormat: scale.format },
    marks: lines.map((points, at) =>
      Plot.line(points, {
        ...{ x: "layer", y: "y", strokeWidth: 2.25, stroke: strokeOf(at) },
        strokeDasharray: dashes[at % dashes.length],
      }),
    ),
  });
  if (width < 560) return frame;
  const labels = travellers.map(({ name }, at) => {
    const [start] = lines[at] ?? [];
    const text = { name, value: "", stroke: strokeOf(at) };
    return { ...text, x: frame.xAt(start?.layer ?? 0), y: frame.yAt(start?.y ?? 0) };
  });
  drawEndLabels(frame.svg, labels, { ...place, top: frame.area.top - 10, bottom: frame.area.bottom + 4 });
  return frame;
}

/** One net: a box for each layer. What the gradient has passed is filled by how much is left of it there. */
function drawRow(
  { name, left }: Traveller,
  at: number,
  { frame, scale, count }: { readonly frame: Frame; readonly scale: ValueScale; readonly count: number },
): { readonly group: SVGGElement; readonly show: (layer: number) => void } {
  const y = -rowHeight * (count - 1 - at) - boxHeight - 6;
  const pitch = frame.xAt(1) - frame.xAt(0);
  const size = Math.max(2, Math.min(14, pitch - 2));
  const boxes = left.map((_, layer) =>
    svgElement("rect", { x: frame.xAt(layer) - size / 2, y, width: size, height: boxHeight, rx: 2 }),
  );
  const pulse = svgElement("circle", { cy: y + boxHeight / 2, class: "journey-pulse", fill: strokeOf(at) });
  const label = svgElement("text", { x: frame.xAt(0) - size / 2, y: y - 5, class: "journey-name" }, name);
  const [low, high] = scale.domain;
  const show = (layer: number): void => {
    for (const [each, box] of boxes.entries()) {
      const share = (scale.place(Math.max(left[each] ?? 0, 10 ** low)) - low) / (high - low);
      box.setAttribute("class", each < layer ? "journey-ahead" : "journey-passed");
      box.style.fill = each < layer ? "" : toCss(cividis(share));
    }
    const share = (scale.place(Math.max(left[layer] ?? 0, 10 ** low)) - low) / (high - low);
    pulse.setAttribute("cx", String(frame.xAt(layer)));
    pulse.setAttribute("r", String(2 + 9 * Math.min(1, Math.max(0, share))));
  };
  return { group: svgElement("g", { class: "journey-row" }, label, ...boxes, pulse), show };
}

/** The rows stand above the plot: the drawing grows upwards by their height. */
function makeRoom(svg: SVGSVGElement, height: number, width: number): void {
  const plot = Number(svg.getAttribute("height"));
  const above = height + fontSize;
  svg.setAttribute("height", String(plot + above));
  svg.setAttribute("viewBox", `0 ${-above} ${width} ${plot + above}`);
}

function listen({ svg, area, stepAt }: Frame, chosen: (layer: number) => void): void {
  const choose = (event: PointerEvent): void => {
    chosen(stepAt(Math.min(area.right, Math.max(area.left, unitsFromLeft(event, svg)))));
  };
  svg.addEventListener("pointerdown", choose);
  svg.addEventListener("pointermove", (event) => {
    if (event.buttons > 0) choose(event);
  });
}

function strokeOf(at: number): string {
  return `var(--chart-${strokes[at % strokes.length] ?? "plain"})`;
}
