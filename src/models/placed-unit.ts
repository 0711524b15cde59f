import type { ConvStyle } from "./conv-units.ts";
import { conv } from "./layers.ts";
import { add } from "./joins.ts";
import { applySteps, placementNames, placements, type Placement, type Step } from "./placements.ts";
import { shortcutAround } from "./shortcuts.ts";
import type { BlockCall } from "./stages.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Where a unit of two weight layers has its BN and ReLU: along its branch, and behind the addition on the stream. */
export interface Places {
  /** Before the first weight layer, on the branch alone. */
  readonly before: readonly Step[];
  readonly between: readonly Step[];
  /** Behind the second weight layer, before the addition. */
  readonly atEnd: readonly Step[];
  readonly afterAddition: readonly Step[];
}

export const placeNames = ["before", "between", "atEnd", "afterAddition"] as const;

export type PlacedCall = Pick<BlockCall, "filters"> & Partial<BlockCall> & ConvStyle;

/** The columns of Table 2, written so. */
export function placesOf(placement: Placement): Places {
  return { between: ["normalize", "activate"], ...placements[placement] };
}

/** The placement of Table 2 that this is; null for one of the reader's own. */
export function findPlacement(places: Places): Placement | null {
  const key = keyOf(places);
  return placementNames.find((placement) => keyOf(placesOf(placement)) === key) ?? null;
}

/**
 * A unit of two 3 × 3 convolutions with a shortcut of option A. As in the paper's pre-activation net, the first unit of
 * all begins with its weights, because the stem has activated what comes.
 */
export function placedUnit(x: SymbolicTensor, places: Places, call: PlacedCall): SymbolicTensor {
  const { filters, stride = 1, number, batchNorm = true, initializer = "he-normal" } = call;
  const style = { batchNorm };
  const layer = (y: SymbolicTensor, step: number): SymbolicTensor =>
    conv(y, { filters, stride: step, bias: !batchNorm, initializer });
  const start = number === 1 ? x : applySteps(x, places.before, style);
  const hidden = applySteps(layer(start, stride), places.between, style);
  const residual = applySteps(layer(hidden, 1), places.atEnd, style);
  const sum = add(residual, shortcutAround(x, { filters, stride, shortcut: "A" }));
  return applySteps(sum, places.afterAddition, style);
}

/** What follows the last unit: that with which a next one would begin. */
export function placedEnding(x: SymbolicTensor, { before }: Places, style: ConvStyle = {}): SymbolicTensor {
  return applySteps(x, before, { batchNorm: style.batchNorm ?? true });
}

export function keyOf(places: Places): string {
  return placeNames.map((name) => places[name].join(" ")).join(" | ");
}
