import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireBoolean, requireInteger, show } from "../core/check-value.ts";
import type { Shape } from "../core/shape.ts";
import { architecture } from "./architecture.ts";
import { convBn, type ConvStyle } from "./blocks.ts";
import type { Architecture, Family, Initializer } from "./graph.ts";
import { readInitializer, type InitializerChoice } from "./initializers.ts";
import { dense, globalAveragePool, input, relu } from "./layers.ts";
import { stackStages, type BlockCall } from "./stages.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Options of every net in the style of He et al. 2015, sec. 4.2. */
export interface StagedNetOptions {
  /** Weighted layers: 3kn + 2 for n blocks of k layers in each of three stages, as in 6n + 2. */
  readonly depth: number;
  /** Filters of the first stage; the later ones have twice and four times as many. */
  readonly width?: number;
  readonly classes?: number;
  readonly input?: Shape;
  readonly batchNorm?: boolean;
  readonly initializer?: InitializerChoice;
  /** 2 halves the image at once: a quarter of the work. */
  readonly stemStride?: number;
}

/** Any function of a tensor that halves the image where `stride` is 2 and returns `filters` (times `expansion`) channels. */
export type Block = (x: SymbolicTensor, options: BlockCall & Required<ConvStyle>) => SymbolicTensor;

/** What a net's name stands for, besides its options. */
export interface NetPlan {
  readonly name: string;
  readonly family: Family;
  /** 2, unless said. */
  readonly layersPerBlock?: number;
  /** A block's channels in multiples of its stage's filters; 1, unless said. */
  readonly expansion?: number;
  /** What stands between the last block and the pooling: BN and ReLU, in a pre-activation net. */
  readonly ending?: (x: SymbolicTensor, style: Required<ConvStyle>) => SymbolicTensor;
}

export interface CustomBlockOptions extends StagedNetOptions, Partial<NetPlan> {
  readonly block: Block;
}

export const stagedOptionNames = ["depth", "width", "classes", "input", "batchNorm", "initializer", "stemStride"];

/**
 * The CIFAR-10 net of He et al. 2015, sec. 4.2, with a block of your own: a 3 × 3 convolution, three stages of n
 * blocks with width, 2·width and 4·width filters (the later two start with stride 2), global average pooling and a
 * dense layer. A block is called with {filters, stride, stage, index, number, count, batchNorm, initializer}.
 * @throws CourseError if an option cannot be used, or if the block returns another shape than its stage needs
 */
export function stagedNet(options: CustomBlockOptions): Architecture {
  const planNames = ["block", "name", "family", "layersPerBlock", "expansion", "ending"];
  checkOptionNames("stagedNet", options, [...planNames, ...stagedOptionNames]);
  const { block, name, family = "other", layersPerBlock = 2, expansion = 1, ending, ...rest } = options;
  if (typeof block !== "function") {
    throw refuse(
      "stagedNet",
      `block must be a function, got ${show(block)}`,
      "Write block: (x, {filters, stride}) => …",
    );
  }
  requireInteger("stagedNet", "layersPerBlock", layersPerBlock, 1);
  requireInteger("stagedNet", "expansion", expansion, 1);
  if (ending !== undefined && typeof ending !== "function") {
    throw refuse("stagedNet", `ending must be a function, got ${show(ending)}`, "Write ending: (x) => …");
  }
  const plan = { family, layersPerBlock, expansion, ending, name: name ?? `custom-${rest.depth}` };
  return buildStagedNet("stagedNet", rest, block, plan);
}

/** The part of a net's options that `buildStagedNet` takes. */
export function stagedOptionsOf(options: StagedNetOptions): StagedNetOptions {
  const own = Object.entries(options).filter(([name]) => stagedOptionNames.includes(name));
  return Object.fromEntries(own) as unknown as StagedNetOptions;
}

/** What `stagedNet`, `plainNet`, `residualNet` and their kin share; `where` is the one that the reader called. */
export function buildStagedNet(where: string, options: StagedNetOptions, block: Block, plan: NetPlan): Architecture {
  const { name, family, layersPerBlock = 2, expansion = 1, ending = (x) => x } = plan;
  const { depth, width, classes, shape, stemStride, ...style } = readStagedOptions(where, options, layersPerBlock);
  const blocksPerStage = (depth - 2) / (3 * layersPerBlock);
  const stem = relu(convBn(input(shape), { filters: width, stride: stemStride, ...style }));
  const x = stackStages(where, stem, {
    counts: [blocksPerStage, blocksPerStage, blocksPerStage],
    width,
    expansion,
    block: (before, call) => block(before, { ...call, ...style }),
  });
  const logits = dense(globalAveragePool(ending(x, style)), { units: classes, initializer: "fan-in-uniform" });
  return architecture(logits, { name, family, depth });
}

interface StagedSettings extends Required<ConvStyle> {
  readonly depth: number;
  readonly width: number;
  readonly classes: number;
  readonly shape: Shape;
  readonly stemStride: number;
}

function readStagedOptions(where: string, options: StagedNetOptions, layersPerBlock: number): StagedSettings {
  checkOptionNames(where, options, stagedOptionNames);
  const { width = 16, classes = 10, input: shape = [32, 32, 3], batchNorm = true, stemStride = 1 } = options;
  const usual: Initializer = { kind: "he-normal", fan: "out" };
  return {
    depth: requireStagedDepth(where, options.depth, 3 * layersPerBlock),
    width: requireInteger(where, "width", width, 1),
    classes: requireInteger(where, "classes", classes, 2),
    shape,
    stemStride: requireInteger(where, "stemStride", stemStride, 1),
    batchNorm: requireBoolean(where, "batchNorm", batchNorm),
    initializer: readInitializer(where, options.initializer ?? usual, usual),
  };
}

/** A stem, a dense layer, and n times `period` layers between them. */
function requireStagedDepth(where: string, depth: unknown, period: number): number {
  const isWhole = typeof depth === "number" && Number.isInteger(depth);
  if (isWhole && depth >= period + 2 && (depth - 2) % period === 0) return depth;
  const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 20;
  const nearest = period * Math.max(1, Math.round((wanted - 2) / period)) + 2;
  const examples = [1, 2, 3].map((n) => period * n + 2).join(", ");
  throw refuse(where, `depth must be ${period}n + 2 (${examples}, …), got ${show(depth)}`, `Try ${nearest}.`);
}
