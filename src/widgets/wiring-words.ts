import { formatShape } from "../core/shape.ts";
import { formatCount } from "../charts/frame/number-format.ts";
import type { Wiring } from "../models/wiring.ts";
import { numberIn, withUnit } from "./paper-order.ts";
import { findPaperTable } from "../papers/paper-tables.ts";
import type { WiredBlock } from "./wired-value.ts";

/** What is said of a wiring below its results: what it is called, and what it costs. */
export function remarkOn({ wiring, problem }: WiredBlock): string {
  if (problem !== null) return problem;
  const { shortcut, relu } = wiring;
  if (shortcut === "none") return "A plain block. The gradient has one way back, and that leads through both layers.";
  if (relu === "before") {
    const { source, errorOf } = placements();
    return `Everything fits, but behind a ReLU F can only add and never take away: y is at least as large as what the shortcut brings, block after block. On CIFAR-10 a net of 110 layers ends at ${errorOf("ReLU before addition")} test error this way, and at ${errorOf("original")} with the ReLU after the addition (${source}).`;
  }
  if (shortcut === "identity") return "The residual block of He et al. 2015, Fig. 2: a shortcut without parameters.";
  return shortcut === "padding"
    ? "Option A: x is subsampled, and zeros fill the new channels. The shortcut has no parameters."
    : "Option B or C: a 1 × 1 convolution brings x to the branch's shape, at the price of its parameters.";
}

/** What the second paper reports of both placements. */
function placements() {
  const { source, columns, rows } = findPaperTable("identity-2");
  const [r110] = columns;
  const errorOf = (name: string): string => {
    const row = rows.find((each) => each.name === name);
    return row === undefined || r110 === undefined ? "–" : withUnit(r110, numberIn(row, r110) ?? NaN);
  };
  return { source, errorOf };
}

const shortcuts = { none: "no shortcut", identity: "an identity", padding: "padding", projection: "a projection" };

/** The whole block in words, for those who do not see it. */
export function describeWiring({ wiring, shapes, equation, problem }: WiredBlock): string {
  const { shortcut, relu } = wiring;
  const where = `with ${shortcuts[shortcut]}, and its ReLU ${relu} the addition`;
  if (problem !== null) return `A block ${where}: it does not fit. ${problem}`;
  return `A block ${where}: ${equation}, from ${formatShape(shapes.x)} to ${formatShape(shapes.y ?? [])}.`;
}

/** Terms and their values, as the list of results shows them. */
export function resultsOf({ shapes, parameters, multiplyAdds }: WiredBlock): readonly (readonly string[])[] {
  const shape = (of: readonly number[] | null): string => (of === null ? "–" : formatShape(of));
  return [
    ["", "Shape", "Parameters", "Multiply-adds"],
    ["F", shape(shapes.branch), formatCount(parameters.branch), inMillions(multiplyAdds.branch)],
    ["shortcut", shape(shapes.shortcut), formatCount(parameters.shortcut), inMillions(multiplyAdds.shortcut)],
    ["y", shape(shapes.y), "", ""],
  ];
}

export const shortcutChoices: readonly (readonly [Wiring["shortcut"], string])[] = [
  ["none", "none"],
  ["identity", "identity"],
  ["padding", "padding"],
  ["projection", "projection"],
];

export const reluChoices: readonly (readonly [Wiring["relu"], string])[] = [
  ["after", "after the addition"],
  ["before", "before the addition"],
];

/** `173.4 M`; small counts to the unit. */
function inMillions(count: number): string {
  return count < 1e6 ? formatCount(count) : `${(count / 1e6).toFixed(1)} M`;
}
