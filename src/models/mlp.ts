import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireBoolean, requireChoice, requireInteger, show } from "../core/options.ts";
import { architecture } from "./architecture.ts";
import { activate, denseBn, plainDenseBlock, residualDenseBlock } from "./dense-blocks.ts";
import type { Activation, DenseBlockOptions } from "./dense-blocks.ts";
import type { Architecture, Family, Initializer } from "./graph.ts";
import { readInitializer, type InitializerChoice } from "./initializers.ts";
import { dense, input } from "./layers.ts";
import { labelBlock, type SymbolicTensor } from "./symbolic.ts";

export interface MlpOptions {
  /** Weighted layers: 2k + 2, for k blocks of two layers between the first and the last layer. */
  readonly depth: number;
  /** Units of every hidden layer. */
  readonly width?: number;
  /** Features of an example. */
  readonly inputs?: number;
  readonly classes?: number;
  readonly batchNorm?: boolean;
  readonly activation?: Activation;
  /** Of the hidden layers; He's by default, by fan-in, so that activations keep their size without normalisation. */
  readonly initializer?: InitializerChoice;
}

const optionNames = ["depth", "width", "inputs", "classes", "batchNorm", "activation", "initializer"];

/**
 * Plain multilayer perceptron: the dense counterpart of `plainNet`, small enough to train in seconds.
 * @throws CourseError if an option cannot be used
 */
export function plainMlp(options: MlpOptions): Architecture {
  return buildMlp("plainMlp", options, plainDenseBlock, "plain");
}

/**
 * `plainMlp` with an identity shortcut around every two layers: each block is φ(F(x) + x).
 * @throws CourseError if an option cannot be used
 */
export function residualMlp(options: MlpOptions): Architecture {
  return buildMlp("residualMlp", options, residualDenseBlock, "residual");
}

type DenseBlock = (x: SymbolicTensor, options: DenseBlockOptions) => SymbolicTensor;

function buildMlp(where: string, options: MlpOptions, block: DenseBlock, family: Family): Architecture {
  checkOptionNames(where, options, optionNames);
  const { width = 32, inputs = 2, classes = 3, activation = "relu", batchNorm = true } = options;
  const usual: Initializer = { kind: "he-normal", fan: "in" };
  const depth = requireMlpDepth(where, options.depth);
  const style: DenseBlockOptions = {
    units: requireInteger(where, "width", width, 1),
    batchNorm: requireBoolean(where, "batchNorm", batchNorm),
    activation: requireChoice(where, "activation", activation, ["relu", "sigmoid", "tanh", "linear"]),
    initializer: readInitializer(where, options.initializer ?? usual, usual),
  };
  const first = denseBn(input([requireInteger(where, "inputs", inputs, 1)]), style);
  let x = labelBlock(activate(first, activation), { stage: 0, index: 0 });
  for (let index = 1; index <= (depth - 2) / 2; index++) x = labelBlock(block(x, style), { stage: 1, index });
  const logits = dense(x, { units: requireInteger(where, "classes", classes, 1), initializer: "fan-in-uniform" });
  return architecture(logits, { name: `${family}-${depth}`, family, depth });
}

function requireMlpDepth(where: string, depth: unknown): number {
  if (typeof depth === "number" && Number.isInteger(depth) && depth >= 2 && depth % 2 === 0) return depth;
  const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 20;
  const nearest = 2 * Math.max(1, Math.round(wanted / 2));
  throw refuse(where, `depth must be even and at least 2 (2, 4, 6, …), got ${show(depth)}`, `Try ${nearest}.`);
}
