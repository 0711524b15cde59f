import type { Arc } from "./architecture-arcs.ts";
import type { DrawnBlock, LayerRow } from "./architecture-rows.ts";
import { svgElement } from "../../browser/elements.ts";
import { familyStroke, fontSize } from "../frame/theme.ts";
import type { Family } from "../../models/graph.ts";

const smallestBox = 116;
const gap = 9;
/** From a box's side to the first arc. */
const firstLane = 15;
const heights: Readonly<Record<LayerRow["kind"], number>> = { layer: 26, words: 18, sum: 20 };

/** Where everything in a block stands; x = 0 is left of the boxes, gates are beyond it. */
interface Geometry {
  readonly boxWidth: number;
  readonly middle: number;
  readonly tops: readonly number[];
  readonly rows: readonly LayerRow[];
  readonly family: Family;
}

/** A block from top to bottom: boxes, words between them, sums and products; shortcuts on the right, gates on the left. */
export function drawBlock({ rows, arcs }: DrawnBlock, family: Family): SVGSVGElement {
  const boxWidth = Math.max(smallestBox, ...rows.map(({ text }) => Math.ceil(text.length * 6.4) + 10));
  const middle = 1 + boxWidth / 2;
  const tops: number[] = [];
  let y = gap + 2;
  for (const { kind } of rows) {
    tops.push(y);
    y += heights[kind] + gap;
  }
  const placed = assignLanes(arcs);
  const room = (side: 1 | -1): number =>
    Math.max(0, ...placed.filter((each) => each.side === side).map((each) => each.offset + outreach(each.arc)));
  const [left, right] = [room(-1), room(1)];
  const width = left + boxWidth + 2 + right;
  const size = { width, height: y, viewBox: `${-left} 0 ${width} ${y}`, "font-size": fontSize };
  const svg = svgElement("svg", { ...size, class: "block-drawing" });
  svg.append(svgElement("line", { class: "trunk", x1: middle, x2: middle, y1: 0, y2: y }));
  const geometry: Geometry = { boxWidth, middle, tops, rows, family };
  for (const each of placed) svg.append(drawArc(each, geometry));
  rows.forEach((row, at) => svg.append(drawRow(row, tops[at] ?? 0, geometry)));
  return svg;
}

interface PlacedArc {
  readonly arc: Arc;
  readonly side: 1 | -1;
  /** From the boxes' side to the arc. */
  readonly offset: number;
}

/** Arcs that end earlier run nearer to the boxes; each leaves room for what is written on the one before. */
function assignLanes(arcs: readonly Arc[]): PlacedArc[] {
  const onSide = (side: 1 | -1): PlacedArc[] => {
    let offset = firstLane;
    const own = arcs.filter(({ role }) => (role === "gate") === (side === -1)).toSorted((a, b) => a.to - b.to);
    return own.map((arc) => {
      const placed = { arc, side, offset };
      offset += outreach(arc) + 7;
      return placed;
    });
  };
  return [...onSide(1), ...onSide(-1)];
}

function badgeWidth({ badge }: Arc): number {
  return badge === "" ? 0 : badge.length * 7.2 + 6;
}

/** Room that an arc takes beyond its vertical line. */
function outreach(arc: Arc): number {
  return Math.max(11, badgeWidth(arc) - 9);
}

function drawRow({ kind, text }: LayerRow, top: number, { boxWidth, middle, family }: Geometry): SVGElement {
  const height = heights[kind];
  const label = svgElement("text", { x: middle, y: top + height / 2, dy: "0.35em", "text-anchor": "middle" }, text);
  if (kind === "sum") {
    const circle = svgElement("circle", { cx: middle, cy: top + height / 2, r: height / 2, class: "sum" });
    return svgElement("g", {}, circle, label);
  }
  const className = kind === "layer" ? "layer" : "words";
  const box = svgElement("rect", { class: className, x: 1, y: top, width: boxWidth, height, rx: 4 });
  if (kind === "layer") box.setAttribute("style", `stroke: ${familyStroke(family)}`);
  else {
    // Words sit on the trunk: a patch of the ground's colour behind them keeps them readable.
    const width = Math.min(boxWidth, text.length * 7.2 + 8);
    box.setAttribute("x", String(middle - width / 2));
    box.setAttribute("width", String(width));
  }
  return svgElement("g", {}, box, label);
}

/** Leaves the trunk above its source's next row, runs down beside the boxes, and enters its end from the side. */
function drawArc({ arc, side, offset }: PlacedArc, { boxWidth, middle, tops, rows, family }: Geometry): SVGElement {
  const { from, to, changesShape } = arc;
  const source = rows[from];
  const target = rows[to]?.kind ?? "sum";
  const start = source === undefined ? 4 : (tops[from] ?? 0) + heights[source.kind] + gap / 2;
  const end = (tops[to] ?? 0) + heights[target] / 2;
  const edge = middle + side * (boxWidth / 2 + offset);
  const turn = edge - side * 12;
  const head = middle + side * (target === "sum" ? heights.sum / 2 + 1 : boxWidth / 2 + 1);
  const d =
    `M${middle},${start}H${turn}Q${edge},${start} ${edge},${start + 12}` +
    `V${end - 12}Q${edge},${end} ${turn},${end}H${head}`;
  const style = familyStroke(family);
  const className = changesShape ? "shortcut changes-shape" : "shortcut";
  return svgElement(
    "g",
    {},
    svgElement("title", {}, describeArc(arc)),
    svgElement("path", { class: className, d, style: `stroke: ${style}` }),
    svgElement("path", { class: "arrow", d: `M${head},${end}l${7 * side},-4v8z`, style: `fill: ${style}` }),
    ...drawBadge(arc, edge + side * Math.max(0, badgeWidth(arc) / 2 - 11), (start + end) / 2),
  );
}

function drawBadge(arc: Arc, x: number, y: number): SVGElement[] {
  if (arc.badge === "") return [];
  const width = badgeWidth(arc);
  return [
    svgElement("rect", { class: "words", x: x - width / 2, y: y - 9, width, height: 18, rx: 4 }),
    svgElement("text", { x, y, dy: "0.35em", "text-anchor": "middle" }, arc.badge),
  ];
}

/** An arc in words, for titles, tables and alternative texts. */
export function describeArc({ role, text, count }: Arc): string {
  if (role === "gate") return `gate g (${text})`;
  if (role === "path") return `${count} more ${count === 1 ? "path" : "paths"} (${text})`;
  return text === "" ? "identity shortcut" : `shortcut (${text})`;
}
