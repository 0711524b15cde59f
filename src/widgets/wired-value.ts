import { refuse } from "../core/errors.ts";
import { Random } from "../core/random.ts";
import type { Shape } from "../core/shape.ts";
import { tryWiring, wireInNet, type WiredShapes, type Wiring } from "../models/wiring.ts";
import type { SymbolicTensor } from "../models/symbolic.ts";
import { createMatrix, drawMatrix, frobeniusNorm, mapEntries, type Matrix } from "../signals/matrices.ts";
import { passBlock } from "../signals/residual-block.ts";
import { blockCode } from "./wired-code.ts";

/** What `wireBlock` has as its value. */
export interface WiredBlock {
  readonly wiring: Wiring;
  /** `y = ReLU(F(x) + x)` */
  readonly equation: string;
  readonly shapes: Pick<WiredShapes, "x" | "branch" | "shortcut" | "y">;
  /** What does not fit; null where everything does. */
  readonly problem: string | null;
  readonly parameters: { readonly branch: number; readonly shortcut: number };
  readonly multiplyAdds: { readonly branch: number; readonly shortcut: number };
  readonly gradient: GradientTerms;
  /** The block as a function, in a cell's language. */
  readonly code: string;
  /** For stagedNet: in each stage with that stage's filters and stride. Refuses where the wiring does not fit. */
  readonly block: (x: SymbolicTensor, call: { readonly filters: number; readonly stride?: number }) => SymbolicTensor;
}

/** ∂L/∂x of the block, as a sum of what comes through the shortcut and what comes through F. */
export interface GradientTerms {
  /** In symbols: g is ∂L/∂y. */
  readonly equation: string;
  /** ‖term‖ / ‖∂L/∂y‖ in a block of dense layers that is wired the same way. */
  readonly shortcut: number;
  readonly branch: number;
}

export function wiredValue(shape: Shape, wiring: Wiring): WiredBlock {
  const { x, branch, shortcut, y, problem, branchCounts, shortcutCounts } = tryWiring(shape, wiring);
  return {
    wiring,
    equation: equationOf(wiring),
    shapes: { x, branch, shortcut, y },
    problem,
    parameters: { branch: branchCounts.parameters, shortcut: shortcutCounts.parameters },
    multiplyAdds: { branch: branchCounts.multiplyAdds, shortcut: shortcutCounts.multiplyAdds },
    gradient: { equation: gradientEquation(wiring), ...measureTerms(shape, wiring, problem) },
    code: blockCode(wiring),
    block: blockOf(wiring, problem),
  };
}

const blocks = new Map<string, WiredBlock["block"]>();

/** The same function for the same wiring, so that a cell that has it as an input knows it again. */
function blockOf(wiring: Wiring, problem: string | null): WiredBlock["block"] {
  const key = JSON.stringify([wiring, problem]);
  const known = blocks.get(key);
  if (known !== undefined) return known;
  const block: WiredBlock["block"] = (x, { filters, stride = 1 }) => {
    if (problem === null) return wireInNet(x, { ...wiring, filters, stride });
    throw refuse("wireBlock", problem.replace(/\.$/, ""), "Mend the wiring, then this can be built.");
  };
  blocks.set(key, block);
  return block;
}

const around = { none: "", identity: "x", padding: "pad(x)", projection: "Wₛx" } as const;

function equationOf({ shortcut, relu }: Wiring): string {
  if (shortcut === "none") return "y = ReLU(F(x))";
  return relu === "after" ? `y = ReLU(F(x) + ${around[shortcut]})` : `y = ReLU(F(x)) + ${around[shortcut]}`;
}

const back = { none: "", identity: "m", padding: "pad⊤m", projection: "Wₛ⊤m" } as const;

/** m is g where the ReLU after the addition let something through; before the addition it masks F's term alone. */
function gradientEquation({ shortcut, relu }: Wiring): string {
  const term = back[shortcut];
  if (shortcut === "none") return "∂L/∂x = J_F⊤m";
  return relu === "after" ? `∂L/∂x = ${term} + J_F⊤m` : `∂L/∂x = ${term.replace("m", "g")} + J_F⊤m`;
}

const batch = 128;
const least = 4;
const most = 32;

/** A block of dense layers in the ratio of the channels, with He's weights and batch normalisation, on random inputs. */
function measureTerms(
  shape: Shape,
  wiring: Wiring,
  problem: string | null,
): Pick<GradientTerms, "shortcut" | "branch"> {
  if (problem !== null) return { shortcut: NaN, branch: NaN };
  const channels = shape.at(-1) ?? 1;
  const inside = Math.round(Math.min(most, Math.max(least, channels)));
  const outside = Math.max(1, Math.round((inside * wiring.filters) / channels));
  const random = new Random(1, "wired-block");
  const x = mapEntries(drawMatrix(batch, inside, 1, random), (value) => Math.max(0, value));
  const weights = (from: number, to: number): Matrix => drawMatrix(from, to, Math.sqrt(2 / from), random);
  const ones = mapEntries(createMatrix(1, outside), () => 1);
  const tensors = { W1: weights(inside, outside), γ1: ones, W2: weights(outside, outside), γ2: ones };
  const Ws = drawMatrix(inside, outside, Math.sqrt(1 / inside), random);
  const g = drawMatrix(batch, outside, 1, random);
  const form = { shortcut: wiring.shortcut, relu: wiring.relu };
  const { throughShortcut, throughBranch } = passBlock(x, { ...tensors, Ws }, form).backward(g);
  const size = frobeniusNorm(g);
  return { shortcut: frobeniusNorm(throughShortcut) / size, branch: frobeniusNorm(throughBranch) / size };
}
