import type { DrawnBlock, LayerRow, ShortcutArc } from "./architecture-rows.ts";
import { svgElement } from "./elements.ts";
import { familyStroke } from "./theme.ts";
import type { Family } from "../models/graph.ts";

const boxWidth = 116;
const arcRoom = 26;
const gap = 9;
const heights: Readonly<Record<LayerRow["kind"], number>> = { layer: 26, words: 18, sum: 20 };
const middle = 1 + boxWidth / 2;

/** A block from top to bottom: boxes, words between them, sums, and shortcuts as arcs on the right. */
export function drawBlock({ rows, arcs }: DrawnBlock, family: Family): SVGSVGElement {
  const tops: number[] = [];
  let y = gap + 2;
  for (const { kind } of rows) {
    tops.push(y);
    y += heights[kind] + gap;
  }
  const blockWidth = boxWidth + 2 + (arcs.length > 0 ? arcRoom : 0);
  const svg = svgElement("svg", {
    width: blockWidth,
    height: y,
    viewBox: `0 0 ${blockWidth} ${y}`,
    class: "block-drawing",
  });
  svg.append(svgElement("line", { class: "trunk", x1: middle, x2: middle, y1: 0, y2: y }));
  for (const arc of arcs) svg.append(drawArc(arc, tops, rows, family));
  rows.forEach((row, at) => svg.append(drawRow(row, tops[at] ?? 0, family)));
  return svg;
}

function drawRow({ kind, text }: LayerRow, top: number, family: Family): SVGElement {
  const height = heights[kind];
  const label = svgElement("text", { x: middle, y: top + height / 2, dy: "0.35em", "text-anchor": "middle" }, text);
  if (kind === "sum") {
    const circle = svgElement("circle", { cx: middle, cy: top + height / 2, r: height / 2, class: "sum" });
    return svgElement("g", {}, circle, label);
  }
  const className = kind === "layer" ? "layer" : "words";
  const box = svgElement("rect", { class: className, x: 1, y: top, width: boxWidth, height, rx: 4 });
  if (kind === "layer") box.setAttribute("style", `stroke: ${familyStroke(family)}`);
  else for (const [name, value] of Object.entries(centred(text))) box.setAttribute(name, String(value));
  return svgElement("g", {}, box, label);
}

/** Words sit on the trunk: a patch of the ground's colour behind them keeps them readable. */
function centred(text: string): { x: number; width: number } {
  const width = Math.min(boxWidth, text.length * 7.2 + 8);
  return { x: middle - width / 2, width };
}

/** Leaves the trunk above its source's next row, runs down on the right, and enters the sum from the side. */
function drawArc(
  { from, to, text, changesShape }: ShortcutArc,
  tops: readonly number[],
  rows: readonly LayerRow[],
  family: Family,
): SVGElement {
  const source = rows[from];
  const start = source === undefined ? 4 : (tops[from] ?? 0) + heights[source.kind] + gap / 2;
  const end = (tops[to] ?? 0) + heights.sum / 2;
  const right = boxWidth + arcRoom - 10;
  const radius = 12;
  const head = middle + heights.sum / 2 + 1;
  const d =
    `M${middle},${start}H${right - radius}Q${right},${start} ${right},${start + radius}` +
    `V${end - radius}Q${right},${end} ${right - radius},${end}H${head}`;
  const className = changesShape ? "shortcut changes-shape" : "shortcut";
  const arc = svgElement("path", { class: className, d, style: `stroke: ${familyStroke(family)}` });
  const tip = svgElement("path", {
    class: "arrow",
    d: `M${head},${end}l7,-4v8z`,
    style: `fill: ${familyStroke(family)}`,
  });
  const words = svgElement("title", {}, text === "" ? "identity shortcut" : `shortcut: ${text}`);
  return svgElement("g", {}, words, arc, tip);
}
