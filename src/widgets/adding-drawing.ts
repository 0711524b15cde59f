import { svgElement } from "../browser/elements.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import { familyStroke, fontSize } from "../charts/frame/theme.ts";
import type { AddingNode, NodeSignals } from "../signals/adding-node.ts";
import { makeDraggable, placeIn } from "./drag.ts";

/** What a hand does to the drawing. */
export interface NodeHands {
  /** The gradient was pulled to another size. */
  readonly pull: (gradient: number) => void;
  readonly toggle: (way: "branch" | "shortcut") => void;
}

/** How far the pushed gradient has come: 0 at the loss, 1 at the addition, 2 on both ways, 3 at x. */
export type Progress = 0 | 1 | 2 | 3;

const height = 250;
/** The height of both ways: the branch above, the shortcut below. */
const [above, below, middle] = [62, 182, 122];
/** Units of a bar for a gradient of 1. */
const barUnit = 17;
/** The slider's ends. */
export const largest = 2;

/** x on the left, y on the right. Signals run to the right, in grey; gradients to the left, as bars. */
export function drawAddingNode(
  node: AddingNode,
  signals: NodeSignals,
  progress: Progress,
  hands: NodeHands,
  width: number,
): SVGSVGElement {
  const svg = svgElement("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-size": fontSize,
    class: "chart-svg adding-drawing",
  });
  const at = layOut(width);
  const way = (d: string, isBroken = false): SVGElement =>
    svgElement("path", { class: `adding-way${isBroken ? " broken" : ""}`, d });
  const { branch, shortcut } = node.broken;
  svg.append(
    way(`M${at.x},${middle}H${at.fork}`),
    way(
      `M${at.fork},${middle}V${above + 12}Q${at.fork},${above} ${at.fork + 12},${above}H${at.sum - 12}Q${at.sum},${above} ${at.sum},${above + 12}V${middle}`,
      branch,
    ),
    way(
      `M${at.fork},${middle}V${below - 12}Q${at.fork},${below} ${at.fork + 12},${below}H${at.sum - 12}Q${at.sum},${below} ${at.sum},${below - 12}V${middle}`,
      shortcut,
    ),
    way(`M${at.sum},${middle}H${at.y}`),
    svgElement("rect", {
      class: "adding-box",
      x: at.box - 30,
      y: above - 20,
      width: 60,
      height: 40,
      rx: 4,
      style: `stroke: ${familyStroke("residual")}`,
    }),
    words(at.box, above, "F"),
    svgElement("circle", { class: "adding-sum", cx: at.sum, cy: middle, r: 15 }),
    words(at.sum, middle, "+", "adding-plus"),
    words(at.x - 4, middle - 22, "x", "adding-name"),
    words(at.y, middle - 22, "y", "adding-name"),
    words(at.x - 4, middle + 20, formatNumber(node.x, 2), "adding-signal"),
    words(at.y, middle + 20, formatNumber(signals.y, 2), "adding-signal"),
    words(at.box, above - 32, `F(x) ${formatNumber(signals.F, 2)}`, "adding-signal"),
  );
  const bars = [
    { x: at.push, y: middle, value: node.gradient, when: 0, name: "δ" },
    { x: at.sum - 30, y: above, value: signals.copyToBranch, when: 2, name: "copy" },
    { x: at.sum - 30, y: below, value: signals.copyToShortcut, when: 2, name: "copy" },
    { x: at.fork + 20, y: above, value: signals.throughBranch, when: 3, name: "× F′" },
    { x: at.fork + 20, y: below, value: signals.copyToShortcut, when: 3, name: "× 1" },
    { x: (at.x + at.fork) / 2, y: middle, value: signals.atX, when: 3, name: "sum" },
  ];
  for (const bar of bars) svg.append(drawBar(bar, progress >= bar.when));
  for (const name of ["branch", "shortcut"] as const) {
    const place = { x: name === "branch" ? at.cut : (at.fork + at.sum) / 2, y: name === "branch" ? above : below };
    svg.append(breaker(svg, place, node.broken[name], () => hands.toggle(name)));
  }
  svg.append(handle(svg, { x: at.push, y: middle - barUnit * node.gradient }, hands));
  return svg;
}

/** Where everything stands from left to right; on a phone closer together. */
function layOut(width: number) {
  const [fork, sum] = [Math.min(104, 0.18 * width), width - Math.min(112, 0.22 * width)];
  const along = (share: number): number => fork + share * (sum - fork);
  const [x, y] = [Math.min(22, 0.05 * width), width - 20];
  return { x, fork, box: along(0.36), cut: along(0.62), sum, push: (sum + y) / 2 + 2, y };
}

function words(x: number, y: number, text: string, look = ""): SVGTextElement {
  return svgElement("text", { x, y, dy: "0.35em", "text-anchor": "middle", class: look }, text);
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly name: string;
}

/** Upwards for positive gradients, downwards for negative ones, with the number and what it is. */
function drawBar({ x, y, value, name }: Bar, isThere: boolean): SVGElement {
  const length = barUnit * Math.min(3, Math.abs(value));
  const look = value < 0 ? "adding-bar negative" : "adding-bar";
  const clear = name === "δ" ? 17 : 10;
  const far = value < 0 ? y + length + clear : y - length - clear;
  const near = value < 0 ? y - 11 : y + 13;
  return svgElement(
    "g",
    { class: `adding-gradient${isThere ? "" : " ahead"}` },
    svgElement("rect", {
      class: look,
      x: x - 5,
      y: value < 0 ? y : y - length,
      width: 10,
      height: Math.max(1, length),
    }),
    words(x, far, formatNumber(value, 2), "adding-value"),
    words(x, near, name, "adding-of"),
  );
}

/** A pair of scissors on a way, or the join that mends it. */
function breaker(
  svg: SVGSVGElement,
  { x, y }: { readonly x: number; readonly y: number },
  isBroken: boolean,
  toggled: () => void,
): SVGElement {
  const part = svgElement(
    "g",
    `adding-breaker${isBroken ? " broken" : ""}`,
    svgElement("circle", { class: "wiring-grip", cx: x, cy: y, r: 22 }),
    svgElement("circle", { class: "adding-cut", cx: x, cy: y, r: 12 }),
    words(x, y, isBroken ? "✕" : "✂"),
  );
  makeDraggable(svg, part, { clicked: toggled, dropped: toggled });
  return part;
}

/** The end of δ's bar, to be pulled up or down. */
function handle(
  svg: SVGSVGElement,
  { x, y }: { readonly x: number; readonly y: number },
  { pull }: NodeHands,
): SVGElement {
  const part = svgElement(
    "g",
    "adding-handle",
    svgElement("circle", { class: "wiring-grip", cx: x, cy: y, r: 22 }),
    svgElement("circle", { class: "wiring-pin", cx: x, cy: y, r: 7 }),
  );
  part.style.touchAction = "none";
  part.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const place = (moved: PointerEvent): void => {
      const size = (middle - placeIn(svg, moved).y) / barUnit;
      pull(Math.round(10 * Math.min(largest, Math.max(-largest, size))) / 10);
    };
    // The drawing is made anew at each step, and this part with it: the page hears the pointer to its end.
    const ended = new AbortController();
    const { signal } = ended;
    document.addEventListener("pointermove", place, { signal });
    for (const end of ["pointerup", "pointercancel"] as const) {
      document.addEventListener(end, () => ended.abort(), { signal });
    }
  });
  return part;
}
