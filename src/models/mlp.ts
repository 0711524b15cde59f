import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireBoolean, requireChoice, requireInteger, show } from "../core/check-value.ts";
import { activate, activationNames, type Activation } from "./activations.ts";
import { architecture } from "./architecture.ts";
import { denseBn, plainDenseBlock, residualDenseBlock } from "./dense-blocks.ts";
import type { DenseBlockOptions } from "./dense-blocks.ts";
import type { Architecture, Family, Initializer } from "./graph.ts";
import { readInitializer, type InitializerChoice } from "./initializers.ts";
import { dense, input } from "./layers.ts";
import { endUnits, readResidualOptions, residualFamily, residualName } from "./residual-options.ts";
import { residualOptionNames, unitSettings, type BlockNumber, type ResidualOptions } from "./residual-options.ts";
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

export const mlpOptionNames = ["depth", "width", "inputs", "classes", "batchNorm", "activation", "initializer"];

/**
 * Plain multilayer perceptron: the dense counterpart of `plainNet`, small enough to train in seconds.
 * @throws CourseError if an option cannot be used
 */
export function plainMlp(options: MlpOptions): Architecture {
  return buildMlp("plainMlp", options, { name: `plain-${options?.depth}`, family: "plain", block: plainDenseBlock });
}

/**
 * `plainMlp` with a shortcut around every two layers: each block is φ(F(x) + x) unless its options say otherwise. There
 * is no change of shape, so "A" and "B" are the same; a projection is a dense layer.
 * @throws CourseError if an option cannot be used
 */
export function residualMlp(options: MlpOptions & ResidualOptions): Architecture {
  checkOptionNames("residualMlp", options, [...mlpOptionNames, ...residualOptionNames]);
  const own = Object.entries(options).filter(([name]) => mlpOptionNames.includes(name));
  const usual = { shortcut: options.shortcut === "B" ? "B" : "A" } as const;
  const settings = readResidualOptions("residualMlp", options, usual);
  return buildMlp("residualMlp", Object.fromEntries(own) as unknown as MlpOptions, {
    name: residualName(`residual-${options.depth}`, settings, usual),
    family: residualFamily(settings, "residual"),
    block: (x, style) => residualDenseBlock(x, { ...style, ...unitSettings(settings, style) }),
    ending: (x, style) => endUnits(x, settings, style),
  });
}

export interface MlpPlan {
  readonly name: string;
  readonly family: Family;
  /** 2, unless said. */
  readonly layersPerBlock?: 1 | 2;
  readonly block: (x: SymbolicTensor, options: DenseBlockOptions & BlockNumber) => SymbolicTensor;
  /** What stands between the last block and the last layer. */
  readonly ending?: (x: SymbolicTensor, style: DenseBlockOptions) => SymbolicTensor;
}

/** What the nets of dense layers share: a first layer, blocks of one width, and a last layer. */
export function buildMlp(where: string, options: MlpOptions, plan: MlpPlan): Architecture {
  checkOptionNames(where, options, mlpOptionNames);
  const { name, family, layersPerBlock = 2, block, ending = (x) => x } = plan;
  const { width = 32, inputs = 2, classes = 3, activation = "relu", batchNorm = true } = options;
  const usual: Initializer = { kind: "he-normal", fan: "in" };
  const depth = requireMlpDepth(where, options.depth, layersPerBlock);
  const style: DenseBlockOptions = {
    units: requireInteger(where, "width", width, 1),
    batchNorm: requireBoolean(where, "batchNorm", batchNorm),
    activation: requireChoice(where, "activation", activation, activationNames),
    initializer: readInitializer(where, options.initializer ?? usual, usual),
  };
  const first = denseBn(input([requireInteger(where, "inputs", inputs, 1)]), {
    ...style,
    initializer: startOfFirst(style),
  });
  let x = labelBlock(activate(first, activation), { stage: 0, index: 0 });
  const count = (depth - 2) / layersPerBlock;
  for (let number = 1; number <= count; number++) {
    x = labelBlock(block(x, { ...style, number, count }), { stage: 1, index: number });
  }
  const units = requireInteger(where, "classes", classes, 1);
  return architecture(dense(ending(x, style), { units, initializer: "fan-in-uniform" }), { name, family, depth });
}

/** The net's inputs are no pairs of opposite features yet. */
function startOfFirst({ initializer }: DenseBlockOptions): InitializerChoice | undefined {
  const isPaired = typeof initializer === "object" && initializer.kind === "looks-linear";
  return isPaired ? { ...initializer, paired: false } : initializer;
}

function requireMlpDepth(where: string, depth: unknown, layersPerBlock: number): number {
  if (typeof depth === "number" && Number.isInteger(depth) && depth >= 2 && depth % layersPerBlock === 0) return depth;
  const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 20;
  const nearest = layersPerBlock * Math.max(2 / layersPerBlock, Math.round(wanted / layersPerBlock));
  const range = layersPerBlock === 1 ? "an integer of at least 2" : "even and at least 2 (2, 4, 6, …)";
  throw refuse(where, `depth must be ${range}, got ${show(depth)}`, `Try ${nearest}.`);
}
