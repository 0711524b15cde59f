import { svgElement } from "../browser/elements.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";
import { sideOf, type SlidBorder } from "./border-units.ts";

const height = 150;
const stream = 62;
const branch = 112;
const [top, bottom] = [34, 136];

/** Distances along the net, in slots: what a box with its gap takes. */
const slots = { activation: 1.4, next: 2.8, unit: 5.8, start: 0.55, behind: 1.96, way: 1.4, end: 3.4 };

/** Width of a slot, in units of the drawing: three units of six layers fill a phone's width. */
function slotWidth(width: number, count: number): number {
  return Math.min(34, width / (slots.start + slots.unit * count + slots.end));
}

/** Units of the drawing from one end of a border's way to the other. */
export function borderWay(width: number, count: number): number {
  return slots.way * slotWidth(width, count);
}

/** The net from left to right: the stream on top, branches below it, units as bands with borders between them. */
export function drawBorders(slid: SlidBorder, count: number, width: number): SVGSVGElement {
  const slot = slotWidth(width, count);
  const svg = svgElement("svg", {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, "font-size": fontSize, class: "chart-svg border-drawing" },
  });
  /** Where the sum of a unit stands; the stem's layer for unit 0. */
  const sum = (unit: number): number => (slots.start + slots.unit * unit) * slot;
  const borderBehind = (unit: number): number => {
    // The stem keeps its activation where that stands before the paths split
    const border = unit === 0 && slid.asymmetric ? 0 : slid.border;
    return sum(unit) + (slots.behind - slots.way * border) * slot;
  };
  const last = sum(count) + slots.end * slot;
  svg.append(...drawBands({ borderBehind, count, last, slid, slot }));
  svg.append(svgElement("path", { class: "border-wire", d: `M${sum(0)},${stream}H${last}` }));
  svg.append(box(sum(0), stream, "W", slot));
  for (let unit = 0; unit <= count; unit++) {
    const isLast = unit === count;
    const onBranch = slid.asymmetric && unit > 0 && !isLast;
    if (!isLast) svg.append(drawBranch(sum(unit), slot, onBranch));
    svg.append(box(sum(unit) + slots.activation * slot, onBranch ? branch : stream, "f", slot));
    if (unit > 0) svg.append(...drawSum(sum(unit), slot));
  }
  for (let unit = 0; unit <= count; unit++) svg.append(drawHandle(borderBehind(unit)));
  return svg;
}

/** Leaves the stream behind the activation, or before it where that stands on the branch; comes back at the next sum. */
function drawBranch(from: number, slot: number, onBranch: boolean): SVGGElement {
  const fork = from + (onBranch ? 0.72 : 2.1) * slot;
  const to = from + slots.unit * slot;
  const weights = [slots.next, slots.next + 1, slots.next + 2].map((at) => from + at * slot);
  return svgElement(
    "g",
    {},
    svgElement("path", { class: "border-wire", d: `M${fork},${stream}V${branch}H${to}V${stream + 0.42 * slot}` }),
    svgElement("circle", { class: "border-fork", cx: fork, cy: stream, r: 2.5 }),
    ...weights.map((x, at) => box(x, branch, at === 1 ? "f" : "W", slot)),
  );
}

function drawSum(x: number, slot: number): SVGElement[] {
  return [
    svgElement("circle", { class: "border-sum", cx: x, cy: stream, r: 0.42 * slot }),
    text(x, stream, "+", "middle"),
  ];
}

interface Bands {
  readonly borderBehind: (unit: number) => number;
  readonly count: number;
  readonly last: number;
  readonly slid: SlidBorder;
  readonly slot: number;
}

function drawBands({ borderBehind, count, last, slid, slot }: Bands): SVGElement[] {
  const isPre = slid.asymmetric && sideOf(slid) === "before";
  const stroke = familyStroke(isPre ? "pre-activation" : "residual");
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [borderBehind(at), borderBehind(at + 1)];
    const words = 5.8 * slot > 52 ? `unit ${at + 1}` : String(at + 1);
    const band = { class: "border-band", x: from + 1, y: top, width: to - from - 2, height: bottom - top, rx: 6 };
    return [
      svgElement("rect", { ...band, style: `--stroke: ${stroke}` }),
      text((from + to) / 2, 26, words, "middle", "border-name"),
    ];
  })
    .flat()
    .concat(text(0, 26, "stem", "start", "border-name"), text(last, 26, "end", "end", "border-name"));
}

function drawHandle(x: number): SVGElement {
  return svgElement(
    "g",
    "border-handle",
    svgElement("rect", { class: "border-grip", x: x - 16, y: 0, width: 32, height: bottom }),
    svgElement("path", { class: "border-line", d: `M${x},14V${bottom + 6}` }),
    svgElement("path", { class: "border-pin", d: `M${x - 7},2h14v8l-7,7l-7,-7z` }),
  );
}

function box(x: number, y: number, letter: string, slot: number): SVGElement {
  const side = 0.86 * slot;
  const tall = Math.min(28, Math.max(20, side));
  const look = letter === "W" ? "border-weight" : "border-activation";
  return svgElement(
    "g",
    look,
    svgElement("rect", { x: x - side / 2, y: y - tall / 2, width: side, height: tall, rx: letter === "W" ? 3 : 9 }),
    text(x, y, letter, "middle"),
  );
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end", look = ""): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": anchor, class: look }, words);
}
