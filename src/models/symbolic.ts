import { refuse } from "../core/errors.ts";
import { requireInteger, show } from "../core/check-value.ts";
import type { Shape } from "../core/shape.ts";
import type { BlockLabel, Operation } from "./graph.ts";

/**
 * A tensor that has a shape but no values: the operation that would compute it and the tensors it is computed from.
 * A net is written as functions of such tensors; `architecture` lists what the last one depends on.
 */
export interface SymbolicTensor {
  readonly operation: Operation;
  readonly inputs: readonly SymbolicTensor[];
  /** Shape of one example, without the batch. */
  readonly shape: Shape;
  readonly block?: BlockLabel;
  /** The tensor of which this one is a labelled copy: both stand for the same node. */
  readonly original?: SymbolicTensor;
  /** What its node is called and numbered by, where that is not its operation: "gate" gives gate1, gate2, … */
  readonly kind?: string;
}

/**
 * Gives a new tensor's node a numbering of its own. Names decide the random streams of weights: a net with gates or
 * projections beside its trunk starts from the same trunk as the net without, because these are numbered apart.
 */
export function numberApart(x: SymbolicTensor, kind: string): SymbolicTensor {
  return { ...x, kind };
}

/**
 * The same tensor, marked as the output of a block, so that probes and drawings find it. Stage and index count
 * from 1; {stage: 0, index: 0} marks the input of the first block.
 */
export function labelBlock(x: SymbolicTensor, { stage, index }: BlockLabel): SymbolicTensor {
  requireTensor("labelBlock", x);
  requireInteger("labelBlock", "stage", stage, 0);
  requireInteger("labelBlock", "index", index, 0);
  return { ...x, block: { stage, index }, original: x.original ?? x };
}

/** Refuses what is not a symbolic tensor, in the words of the operation that was called with it. */
export function requireTensor(where: string, x: unknown): SymbolicTensor {
  if (typeof x === "object" && x !== null && "operation" in x && "inputs" in x && "shape" in x) {
    return x as SymbolicTensor;
  }
  const got = typeof x === "object" && x !== null && "nodes" in x ? "a whole architecture" : show(x);
  throw refuse(
    where,
    `expected a symbolic tensor, got ${got}`,
    `Start from input([32, 32, 3]) and pass on what each operation returns, as in relu(conv(x, {filters: 16})).`,
  );
}
