import { show } from "../core/check-value.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer, isPlainObject, type Kind } from "../core/kinds.ts";
import { needed } from "../core/options.ts";
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

/** What an operation returns and the next one takes. */
export const tensor: Kind<SymbolicTensor> = {
  type: "SymbolicTensor",
  read: (where, name, value) => {
    if (isTensor(value)) return value;
    const got = isPlainObject(value) && "nodes" in value ? "a whole architecture" : show(value);
    throw refuse(
      where,
      `${name} must be a symbolic tensor, got ${got}`,
      "Start from input([32, 32, 3]) and pass on what each operation returns, as in relu(conv(x, {filters: 16})).",
    );
  },
};

function isTensor(value: unknown): value is SymbolicTensor {
  return (
    isPlainObject(value) &&
    isPlainObject(value["operation"]) &&
    Array.isArray(value["inputs"]) &&
    Array.isArray(value["shape"])
  );
}

/** The first argument of every operation. */
export const xTensor = parameter("x", tensor);

/**
 * Gives a new tensor's node a numbering of its own. Names decide the random streams of weights: a net with gates or
 * projections beside its trunk starts from the same trunk as the net without, because these are numbered apart.
 */
export function numberApart(each: SymbolicTensor, kind: string): SymbolicTensor {
  return { ...each, kind };
}

export const labelBlock = declare(
  {
    name: "labelBlock",
    help: "The same tensor, marked as the output of a block, so that probes and drawings find it.",
    parameters: [
      xTensor,
      options({
        stage: needed(integer({ least: 0 }), "Counted from 1; {stage: 0, index: 0} marks the first block's input."),
        index: needed(integer({ least: 0 }), "Within the stage, counted from 1."),
      }),
    ],
    returns: ["SymbolicTensor"],
    example: "labelBlock(relu(conv(input([8, 8, 3]), {filters: 4})), {stage: 1, index: 1}).block",
  },
  (each, { stage, index }): SymbolicTensor => ({
    ...each,
    block: { stage, index },
    original: each.original ?? each,
  }),
);
