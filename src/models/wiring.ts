import { CourseError, refuse } from "../core/errors.ts";
import { formatShape, type Shape } from "../core/shape.ts";
import { architecture } from "./architecture.ts";
import { convBn } from "./conv-units.ts";
import { add } from "./joins.ts";
import { input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { subsamplePad } from "./pooling.ts";
import { keepsShape, project } from "./shortcuts.ts";
import { totalsOf, type Counts } from "./summary.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** How a block of two 3 × 3 convolutions is wired. */
export interface Wiring {
  /** What leads around the convolutions: nothing, x itself, x with zeros for new channels, or a 1 × 1 convolution of x. */
  readonly shortcut: "none" | "identity" | "padding" | "projection";
  /** Where the last ReLU stands: y = ReLU(F + x), or y = ReLU(F) + x. */
  readonly relu: "after" | "before";
  /** Channels that come out. */
  readonly filters: number;
  /** Of the first convolution, and of padding or projection. */
  readonly stride: number;
}

/** What a wiring makes of an input, and why it makes nothing where shapes do not fit. */
export interface WiredShapes {
  readonly x: Shape;
  readonly branch: Shape;
  /** null where there is none, or where it cannot be. */
  readonly shortcut: Shape | null;
  /** null where branch and shortcut do not fit. */
  readonly y: Shape | null;
  /** A sentence; null where everything fits. */
  readonly problem: string | null;
  readonly branchCounts: Counts;
  /** All 0 for a shortcut without layers. */
  readonly shortcutCounts: Counts;
}

/**
 * The block on a tensor, as it is wired.
 * @throws CourseError where shapes do not fit
 */
export function wireUp(x: SymbolicTensor, { shortcut, ...wiring }: Wiring): SymbolicTensor {
  const F = endBranch(branchOf(x, wiring), wiring);
  if (shortcut === "none") return wiring.relu === "after" ? relu(F) : F;
  const sum = add(F, shortcutOf(x, { shortcut, ...wiring }));
  return wiring.relu === "after" ? relu(sum) : sum;
}

/** As `wireUp`, in a net: an identity, which no stage could begin with, is padded there (option A). */
export function wireInNet(x: SymbolicTensor, wiring: Wiring): SymbolicTensor {
  const cannotStay = wiring.shortcut === "identity" && !keepsShape(x, wiring);
  return wireUp(x, cannotStay ? { ...wiring, shortcut: "padding" } : wiring);
}

export function tryWiring(shape: Shape, wiring: Wiring): WiredShapes {
  const x = input(shape);
  const branch = endBranch(branchOf(x, wiring), wiring);
  const given = { x: shape, branch: branch.shape, branchCounts: countsOf(branch), shortcutCounts: nothing };
  if (wiring.shortcut === "none") return { ...given, shortcut: null, y: branch.shape, problem: null };
  const around = attempt(() => shortcutOf(x, wiring));
  if (typeof around === "string") return { ...given, shortcut: null, y: null, problem: around };
  const shortcutCounts = around === x ? nothing : countsOf(around);
  const both = { ...given, shortcut: around.shape, shortcutCounts };
  const y = attempt(() => add(branch, around).shape);
  if (typeof y !== "string") return { ...both, y, problem: null };
  return { ...both, y: null, problem: describeMisfit(branch.shape, around.shape) };
}

type OpenWiring = Omit<Wiring, "shortcut">;

/** Convolution, BN, ReLU, convolution, BN: He et al. 2015, Fig. 2. */
function branchOf(x: SymbolicTensor, { filters, stride }: OpenWiring): SymbolicTensor {
  return convBn(relu(convBn(x, { filters, stride })), { filters });
}

function endBranch(F: SymbolicTensor, wiring: OpenWiring): SymbolicTensor {
  return wiring.relu === "before" ? relu(F) : F;
}

function shortcutOf(x: SymbolicTensor, { shortcut, filters, stride }: Wiring): SymbolicTensor {
  if (shortcut === "projection") return project(x, { filters, stride });
  if (shortcut === "identity") return x;
  const channels = x.shape.at(-1) ?? 0;
  if (filters >= channels) return subsamplePad(x, { stride, channels: filters });
  throw refuse(
    "padding",
    `zeros can only add channels, but ${channels} come and ${filters} are wanted`,
    "A 1 × 1 convolution can take channels away.",
  );
}

/** Which sizes differ, and what mends each. */
function describeMisfit(branch: Shape, shortcut: Shape): string {
  const sides = branch[0] !== shortcut[0] || branch[1] !== shortcut[1];
  const channels = branch[2] !== shortcut[2];
  const what = sides && channels ? "height, width and channels" : sides ? "height and width" : "channels";
  return (
    `The branch brings ${formatShape(branch)} and the shortcut ${formatShape(shortcut)}: they differ in ${what}, ` +
    "and only equal shapes can be added. Padding or a projection brings x to the branch's shape."
  );
}

const nothing: Counts = { parameters: 0, multiplyAdds: 0, activations: 0 };

function countsOf(output: SymbolicTensor): Counts {
  return totalsOf(architecture(output));
}

/** What comes of it, or why nothing does, without the name of the function that refused. */
function attempt<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    const [, sentence = error.message] = /^[^:]+: (.+)$/s.exec(error.message) ?? [];
    return sentence.replace(/^./, (first) => first.toUpperCase());
  }
}
