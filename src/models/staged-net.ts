import { declare, options } from "../core/declare.ts";
import { callback, choice, integer, text } from "../core/kinds.ts";
import { needed, optional, withDefault } from "../core/options.ts";
import { architecture } from "./architecture.ts";
import { convBn, type ConvStyle } from "./conv-units.ts";
import { requireStagedDepth } from "./depths.ts";
import { families } from "./families.ts";
import type { Architecture, Family } from "./graph.ts";
import { readInitializer } from "./initializer-choice.ts";
import { dense, heFanOut, input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { globalAveragePool } from "./pooling.ts";
import { requireDepth } from "./stated-depth.ts";
import { stagedOptions, type StagedSettings } from "./staged-options.ts";
import { stackStages, type BlockCall } from "./stages.ts";
import type { SymbolicTensor } from "./symbolic.ts";
import { Trunk } from "./trunk.ts";

/** Any function of a tensor that halves the image where `stride` is 2 and returns `filters` (times `expansion`) channels. */
export type Block = (x: SymbolicTensor, call: BlockCall & Required<ConvStyle>) => SymbolicTensor;

/** What stands between the last block and the pooling: BN and ReLU, in a pre-activation net. */
export type Ending = (x: SymbolicTensor, style: Required<ConvStyle>) => SymbolicTensor;

/** What a net's name stands for, besides its options. */
export interface NetPlan {
  readonly name: string;
  readonly family: Family;
  /** 2, unless said. */
  readonly layersPerBlock?: number;
  /** A block's channels in multiples of its stage's filters; 1, unless said. */
  readonly expansion?: number;
  readonly ending?: Ending | undefined;
}

export const stagedNet = declare(
  {
    name: "stagedNet",
    help: "The CIFAR-10 net of He et al. 2015 with a block of your own: a 3 × 3 convolution, three stages of n blocks with width, 2·width and 4·width filters (the later two start with stride 2), global average pooling and a dense layer.",
    parameters: [
      options({
        block: needed(
          callback<Block>("(x, {filters, stride}) => tensor"),
          "Called for each block with x and {filters, stride, stage, index, number, count, batchNorm, initializer}; stage, index and number count from 1.",
        ),
        ...stagedOptions(null, "3kn + 2, with k layersPerBlock"),
        name: optional(text, "What charts call it.", "custom-20, with its depth"),
        family: withDefault(choice(...families), "other", "Decides its colour and dash in charts."),
        layersPerBlock: withDefault(integer({ least: 1, unit: "layers" }), 2, "k: weighted layers of your block."),
        expansion: withDefault(
          integer({ least: 1 }),
          1,
          "Channels that the block puts out, in multiples of filters: 4 for bottlenecks.",
        ),
        ending: optional(
          callback<Ending>("(x) => tensor"),
          "What stands between the last block and the pooling: relu(batchNorm(x)), in a pre-activation net.",
          "nothing",
        ),
      }),
    ],
    returns: ["Architecture"],
    refuses:
      "a block returns another shape than its stage needs, does not use its input, uses tensors of another net, or has more or fewer layers than it says",
    source: "He et al. 2015, sec. 4.2",
    example:
      "stagedNet({depth: 8, width: 4, inputShape: [16, 16, 3], block: (x, {filters, stride}) => relu(conv(relu(conv(x, {filters, stride})), {filters}))}).nodes.length",
  },
  ({ block, name, family, layersPerBlock, expansion, ending, ...settings }): Architecture => {
    const depth = requireStagedDepth("stagedNet", settings.depth, 3 * layersPerBlock);
    const plan = { family, layersPerBlock, expansion, ending, name: name ?? `custom-${depth}` };
    return buildStagedNet("stagedNet", settings, block, plan);
  },
);

/** What `stagedNet`, `plainNet`, `residualNet` and their kin share; `where` is the one that the reader called. */
export function buildStagedNet(where: string, settings: StagedSettings, block: Block, plan: NetPlan): Architecture {
  const { name, family, layersPerBlock = 2, expansion = 1, ending = (x) => x } = plan;
  const { depth, width, classes, inputShape, stemStride } = settings;
  const style = { batchNorm: settings.batchNorm, initializer: readInitializer(where, settings.initializer, heFanOut) };
  const blocksPerStage = (depth - 2) / (3 * layersPerBlock);
  const start = input(inputShape);
  const trunk = new Trunk(where, start);
  const stem = relu(convBn(start, { filters: width, stride: stemStride, ...style }));
  const x = stackStages(where, stem, {
    counts: [blocksPerStage, blocksPerStage, blocksPerStage],
    width,
    expansion,
    block: (before, call) => block(before, { ...call, ...style }),
    trunk,
  });
  const end = trunk.grow("ending", ending(x, style), x);
  const logits = dense(globalAveragePool(end), { units: classes, initializer: "fan-in-uniform" });
  const net = architecture(logits, { name, family });
  requireDepth(where, net, { depth, blocks: 3 * blocksPerStage, layersPerBlock });
  return net;
}
