import { propagate } from "../../src/signals/propagate.ts";

/** How far from 1 the share of the gradient is that arrives at the input of a 30-layer sigmoid net, in powers of ten. */
export default function distanceFromOne([gain]: readonly unknown[], seed: number): number {
  if (typeof gain !== "number" || !(gain >= 0)) return Infinity;
  const { backward } = propagate({ depth: 30, width: 64, batch: 16, activation: "sigmoid", gain, seed });
  return Math.abs(Math.log10(backward[0] ?? 0));
}
