import { parameterBytes } from "../../models/parameters.ts";
import type { Architecture } from "../../models/graph.ts";
import type { OptimizerSpec } from "./optimizer.ts";

/** What a run of a net remembers from one update to the next, in bytes. */
export interface StateBytes {
  /** All parameters, running statistics included. */
  readonly weights: number;
  /** Of these the trained ones. */
  readonly trained: number;
  /** What the optimizer remembers: of each trained weight its velocity (SGD), or two moments (Adam). */
  readonly moments: number;
}

export function stateBytes(architecture: Architecture, { kind }: Pick<OptimizerSpec, "kind">): StateBytes {
  const { weights, trained } = parameterBytes(architecture);
  return { weights, trained, moments: trained * (kind === "adam" ? 2 : 1) };
}
