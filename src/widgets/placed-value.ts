import { findPlacement, keyOf, placedEnding, placedUnit, type PlacedCall, type Places } from "../models/placed-unit.ts";
import { placementTitles, type Placement, type Step } from "../models/placements.ts";
import type { ConvStyle } from "../models/conv-units.ts";
import { stagedNet } from "../models/staged-net.ts";
import { totalsOf } from "../models/summary.ts";
import type { SymbolicTensor } from "../models/symbolic.ts";

/** What a unit's way consists of, from the fork to its end: chips that can be moved, and parts that stay. */
export type Part = "BN" | "ReLU" | "W" | "+";

/** What `placeUnits` has as its value. */
export interface PlacedUnit {
  readonly places: Places;
  /** From the fork to the end: "BN", "ReLU", "W", "+". */
  readonly order: readonly Part[];
  /** For residualNet; null where the paper has no such unit. */
  readonly placement: Placement | null;
  readonly name: string;
  readonly equation: string;
  readonly remarks: readonly string[];
  /** Of one unit, and of a whole net of this depth. */
  readonly parameters: { readonly unit: number; readonly net: number };
  /** For stagedNet. */
  readonly block: (x: SymbolicTensor, call: PlacedCall) => SymbolicTensor;
  readonly ending: (x: SymbolicTensor, style?: ConvStyle) => SymbolicTensor;
}

/** The net in which units are counted. */
export interface CountedNet {
  readonly depth: number;
  readonly width: number;
}

const letters: Readonly<Record<Placement, string>> = {
  original: "a",
  "batch-norm-after-addition": "b",
  "relu-before-addition": "c",
  "relu-only-pre-activation": "d",
  "full-pre-activation": "e",
};

export function readUnit(places: Places, net: CountedNet): PlacedUnit {
  const placement = findPlacement(places);
  return {
    places,
    order: orderOf(places),
    placement,
    name: placement === null ? "not in the paper" : `${placementTitles[placement]}, Fig. 4(${letters[placement]})`,
    equation: equationOf(places),
    remarks: remarksOn(places),
    parameters: countsOf(places, net),
    ...partsOf(places),
  };
}

export function orderOf({ before, between, atEnd, afterAddition }: Places): Part[] {
  const chips = (steps: readonly Step[]): Part[] => steps.map((step) => (step === "normalize" ? "BN" : "ReLU"));
  return [...chips(before), "W", ...chips(between), "W", ...chips(atEnd), "+", ...chips(afterAddition)];
}

/** The order from left to right, taken apart at its weight layers and its addition. */
export function placesIn(order: readonly Part[]): Places {
  const runs: Step[][] = [[]];
  for (const part of order) {
    if (part === "W" || part === "+") runs.push([]);
    else runs.at(-1)?.push(part === "BN" ? "normalize" : "activate");
  }
  const [before = [], between = [], atEnd = [], afterAddition = []] = runs;
  return { before, between, atEnd, afterAddition };
}

const known = new Map<string, Pick<PlacedUnit, "block" | "ending">>();

/** The same functions for the same places, so that a cell that has them as an input knows them again. */
function partsOf(places: Places): Pick<PlacedUnit, "block" | "ending"> {
  const key = keyOf(places);
  const parts = known.get(key) ?? {
    block: (x: SymbolicTensor, call: PlacedCall) => placedUnit(x, places, call),
    ending: (x: SymbolicTensor, style?: ConvStyle) => placedEnding(x, places, style),
  };
  known.set(key, parts);
  return parts;
}

function equationOf({ before, between, atEnd, afterAddition }: Places): string {
  const wrap = (inner: string, steps: readonly Step[]): string =>
    steps.reduce((all, step) => `${step === "normalize" ? "BN" : "ReLU"}(${all})`, inner);
  const start = wrap("x", before);
  const hidden = wrap(`W₁ ${start}`, between);
  const F = wrap(`W₂ ${hidden}`, atEnd);
  return `x′ = ${wrap(`x + ${F}`, afterAddition)}`;
}

/** What follows from where things stand, whoever has a name for it. */
function remarksOn({ before, between, atEnd, afterAddition }: Places): string[] {
  const remarks: string[] = [];
  if (!between.includes("activate"))
    remarks.push("No ReLU stands between the weight layers: apart from BN, the two together are one linear map.");
  if (afterAddition.includes("normalize"))
    remarks.push("A BN on the stream rescales what the shortcut brings, in every unit.");
  if (afterAddition.includes("activate")) remarks.push("A ReLU on the stream clips every sum at zero.");
  if (afterAddition.length === 0) remarks.push("Nothing stands on the stream: every sum goes on as it is.");
  if (atEnd.at(-1) === "activate") remarks.push("Behind a ReLU the branch can only add, never take away.");
  if (before.length > 0) {
    const steps = before.map((step) => (step === "normalize" ? "BN" : "ReLU")).join(" and ");
    remarks.push(
      `Ends: the first unit begins with its weights, and ${steps} ${before.length > 1 ? "come" : "comes"} once more behind the last.`,
    );
  }
  return remarks;
}

function countsOf(places: Places, { depth, width }: CountedNet): PlacedUnit["parameters"] {
  const net = stagedNet({ depth, width, ...partsOf(places) });
  const normalizations = orderOf(places).filter((part) => part === "BN").length;
  return { unit: 2 * 9 * width * width + 2 * width * normalizations, net: totalsOf(net).parameters };
}
