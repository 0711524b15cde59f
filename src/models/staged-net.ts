import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireBoolean, requireInteger, show } from "../core/options.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import { architecture } from "./architecture.ts";
import { convBn, type BlockOptions } from "./blocks.ts";
import type { Architecture, Family, Initializer } from "./graph.ts";
import { readInitializer, type InitializerChoice } from "./initializers.ts";
import { dense, globalAveragePool, input, relu } from "./layers.ts";
import { labelBlock, requireTensor, type SymbolicTensor } from "./symbolic.ts";

/** Options of every net in the style of He et al. 2015, sec. 4.2. */
export interface StagedNetOptions {
  /** Weighted layers: 6n + 2. */
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

/** Any function of a tensor that halves the image where `stride` is 2 and returns `filters` channels. */
export type Block = (x: SymbolicTensor, options: Required<BlockOptions>) => SymbolicTensor;

export interface CustomBlockOptions extends StagedNetOptions {
  readonly block: Block;
  readonly name?: string;
  readonly family?: Family;
}

export const stagedOptionNames = ["depth", "width", "classes", "input", "batchNorm", "initializer", "stemStride"];

/**
 * The CIFAR-10 net of He et al. 2015, sec. 4.2, with a two-layer block of your own: a 3 × 3 convolution, three stages
 * of n blocks with width, 2·width and 4·width filters (the later two start with stride 2), global average pooling and
 * a dense layer.
 * @throws CourseError if an option cannot be used, or if the block returns another shape than its stage needs
 */
export function stagedNet(options: CustomBlockOptions): Architecture {
  checkOptionNames("stagedNet", options, ["block", "name", "family", ...stagedOptionNames]);
  const { block, name, family = "other", ...rest } = options;
  if (typeof block !== "function") {
    throw refuse(
      "stagedNet",
      `block must be a function, got ${show(block)}`,
      "Write block: (x, {filters, stride}) => …",
    );
  }
  return buildStagedNet("stagedNet", rest, block, { name: name ?? `custom-${rest.depth}`, family });
}

/** What `stagedNet`, `plainNet` and `residualNet` share; `where` is the one that the reader called. */
export function buildStagedNet(
  where: string,
  options: StagedNetOptions,
  block: Block,
  { name, family }: { readonly name: string; readonly family: Family },
): Architecture {
  const { depth, width, classes, shape, stemStride, ...style } = readStagedOptions(where, options);
  const blocksPerStage = (depth - 2) / 6;
  const stem = relu(convBn(input(shape), { filters: width, stride: stemStride, ...style }));
  let x = labelBlock(stem, { stage: 0, index: 0 });
  for (const stage of [1, 2, 3]) {
    const filters = width * 2 ** (stage - 1);
    for (let index = 1; index <= blocksPerStage; index++) {
      const stride = stage > 1 && index === 1 ? 2 : 1;
      const y = block(x, { filters, stride, ...style });
      requireBlockShape(where, `${stage}.${index}`, x, y, { filters, stride });
      x = labelBlock(y, { stage, index });
    }
  }
  const logits = dense(globalAveragePool(x), { units: classes, initializer: "fan-in-uniform" });
  return architecture(logits, { name, family, depth });
}

/** A block that ignores its stride or filters would build another net than its name says. */
function requireBlockShape(
  where: string,
  place: string,
  x: SymbolicTensor,
  y: SymbolicTensor,
  { filters, stride }: BlockOptions & { readonly stride: number },
): void {
  requireTensor(`${where}, block ${place}`, y);
  const [height = 0, width = 0] = x.shape;
  const expected = [Math.ceil(height / stride), Math.ceil(width / stride), filters];
  if (sameShape(y.shape, expected)) return;
  throw refuse(
    where,
    `block ${place} must turn ${formatShape(x.shape)} into ${formatShape(expected)}, got ${formatShape(y.shape)}`,
    "Give filters and stride to its first convolution, and to its shortcut if it has one.",
  );
}

interface StagedSettings {
  readonly depth: number;
  readonly width: number;
  readonly classes: number;
  readonly shape: Shape;
  readonly stemStride: number;
  readonly batchNorm: boolean;
  readonly initializer: Initializer;
}

function readStagedOptions(where: string, options: StagedNetOptions): StagedSettings {
  checkOptionNames(where, options, stagedOptionNames);
  const { width = 16, classes = 10, input: shape = [32, 32, 3], batchNorm = true, stemStride = 1 } = options;
  const usual: Initializer = { kind: "he-normal", fan: "out" };
  return {
    depth: requireStagedDepth(where, options.depth),
    width: requireInteger(where, "width", width, 1),
    classes: requireInteger(where, "classes", classes, 2),
    shape,
    stemStride: requireInteger(where, "stemStride", stemStride, 1),
    batchNorm: requireBoolean(where, "batchNorm", batchNorm),
    initializer: readInitializer(where, options.initializer ?? usual, usual),
  };
}

function requireStagedDepth(where: string, depth: unknown): number {
  if (typeof depth === "number" && Number.isInteger(depth) && depth >= 8 && (depth - 2) % 6 === 0) return depth;
  const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 20;
  const nearest = 6 * Math.max(1, Math.round((wanted - 2) / 6)) + 2;
  throw refuse(where, `depth must be 6n + 2 (8, 14, 20, …), got ${show(depth)}`, `Try ${nearest}.`);
}
