import type { Architecture } from "../../models/graph.ts";
import type { OptimizerSpec } from "./optimizer.ts";
import type { Parameters } from "./parameters.ts";

/** What a session is given, and what it gives: the same for every engine and every kind of step. */

export type LossKind = "cross-entropy" | "mean-squared-error";

/** Which statistics batch normalization uses: the batch's, as in training, or those it kept, as in evaluation. */
export type StatisticsMode = "batch-statistics" | "running-statistics";

/** Some examples, side by side. */
export interface Batch {
  readonly count: number;
  /** [count, …shape] */
  readonly inputs: Float32Array;
  /** [count]; null for regression. */
  readonly labels: Int32Array | null;
  /** [count, features]; null for classification. */
  readonly targets: Float32Array | null;
}

/** One net on one engine: its parameters, and all that is done with them. */
export interface Session {
  /** One update. The result is measured before it, on the batch, with batch statistics. */
  step(batch: Batch): Promise<Score>;
  /** Loss and accuracy on a batch; changes nothing. */
  evaluate(batch: Batch, mode: StatisticsMode): Promise<Score>;
  /** ‖∂L/∂h‖₂ at the labelled block outputs, in order; changes nothing. */
  probe(batch: Batch): Promise<number[]>;
  /** ∂L/∂w of every trained parameter; changes nothing. */
  gradients(batch: Batch): Promise<Parameters>;
  /** Outputs of nodes, and gradients at them and at their edges, for one batch; changes nothing. */
  observe(batch: Batch, wanted: ObservationRequest): Promise<Observation>;
  /** A copy of all parameters and running statistics. */
  parameters(): Promise<Parameters>;
  /** A copy of everything that training goes on from. */
  state(): Promise<SessionState>;
  /** Goes on from a state of a session of the same architecture, on whichever engine it ran. */
  restore(state: SessionState): Promise<void>;
  dispose(): void;
}

export interface Score {
  readonly loss: number;
  /** Null for regression. */
  readonly accuracy: number | null;
}

/** What to look at, by names of nodes. */
export interface ObservationRequest {
  readonly mode: StatisticsMode;
  readonly values: readonly string[];
  /** Needs batch statistics. */
  readonly gradients: readonly string[];
  /** Needs batch statistics. None when absent. */
  readonly edges?: readonly Edge[];
}

/** A value on its way from the node that puts it out to one of the nodes that take it. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** By name of the node, [N, …shape]. */
export interface Observation {
  readonly values: Parameters;
  /** ∂L/∂value. */
  readonly gradients: Parameters;
  /**
   * By `edgeName`: the part of ∂L/∂value of the node `from` that comes back through `to`. The parts of all nodes that
   * take a value add up to its gradient.
   */
  readonly edges: Parameters;
}

/** By which an edge is found in an observation. */
export function edgeName({ from, to }: Edge): string {
  return `${from} → ${to}`;
}

export interface SessionOptions {
  readonly architecture: Architecture;
  readonly initial: Parameters;
  readonly loss: LossKind;
  readonly optimizer: OptimizerSpec;
  /** Decides what dropout and stochastic depth drop. */
  readonly seed: number;
  /** Updates that the whole run will do: the decay of the learning rate counts in parts of it. */
  readonly steps: number;
}

/** One net's state, independent of the engine: it can be kept, sent and loaded by any of them. */
export interface SessionState {
  /** Updates done. */
  readonly done: number;
  readonly parameters: Parameters;
  /** What the optimizer remembers of each trained parameter, by its name: SGD's [velocity], Adam's [m, v]. */
  readonly moments: readonly Parameters[];
}
