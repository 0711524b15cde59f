import { complement, dropout, multiply, stochasticDepth } from "./gates.ts";
import type { GraphNode, Operation } from "./graph.ts";
import { add, concatenate, scale } from "./joins.ts";
import { batchNorm, conv, dense, input } from "./layers.ts";
import { relu, sigmoid, tanh } from "./nonlinearities.ts";
import { flatten, globalAveragePool, maxPool, subsamplePad } from "./pooling.ts";
import type { SymbolicTensor } from "./symbolic.ts";

type Inputs = readonly [SymbolicTensor, SymbolicTensor, ...SymbolicTensor[]];
type Apply<Op extends Operation["op"]> = (node: Extract<GraphNode, { op: Op }>, inputs: Inputs) => SymbolicTensor;

/** Every operation of a node as the function with which a reader would have built it. */
const apply: { readonly [Op in Operation["op"]]: Apply<Op> } = {
  input: ({ shape }) => input(shape),
  conv: ({ filters, kernel: kernelSize, stride, padding, groups, bias, initialBias, initializer }, [x]) =>
    conv(x, { filters, kernelSize, stride, padding, groups, bias, initialBias, initializer }),
  dense: ({ units, bias, initialBias, initializer }, [x]) => dense(x, { units, bias, initialBias, initializer }),
  batchNorm: ({ momentum, epsilon, initialGamma }, [x]) => batchNorm(x, { momentum, epsilon, initialGamma }),
  relu: (_, [x]) => relu(x),
  sigmoid: (_, [x]) => sigmoid(x),
  tanh: (_, [x]) => tanh(x),
  add: (_, inputs) => add(...inputs),
  scale: ({ factor }, [x]) => scale(x, factor),
  complement: (_, [x]) => complement(x),
  multiply: (_, [x, gate]) => multiply(x, gate),
  concatenate: (_, inputs) => concatenate(...inputs),
  dropout: ({ rate, rescale }, [x]) => dropout(x, { rate, rescale }),
  stochasticDepth: ({ survival }, [x]) => stochasticDepth(x, { survival }),
  maxPool: ({ window: poolSize, stride, padding }, [x]) => maxPool(x, { poolSize, stride, padding }),
  subsamplePad: ({ stride, channels }, [x]) => subsamplePad(x, { stride, channels }),
  globalAveragePool: (_, [x]) => globalAveragePool(x),
  flatten: (_, [x]) => flatten(x),
};

export const operationNames = Object.keys(apply) as readonly Operation["op"][];

/**
 * The node's operation on these inputs.
 * @throws CourseError as the function of its name does
 */
export function applyOperation(node: GraphNode, inputs: readonly SymbolicTensor[]): SymbolicTensor {
  return (apply[node.op] as Apply<Operation["op"]>)(node as never, inputs as Inputs);
}

/** How many inputs an operation takes. */
export function inputsOf(op: Operation["op"]): { readonly least: number; readonly most: number } {
  if (op === "input") return { least: 0, most: 0 };
  if (op === "add" || op === "concatenate") return { least: 2, most: Infinity };
  return op === "multiply" ? { least: 2, most: 2 } : { least: 1, most: 1 };
}
