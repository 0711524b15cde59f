import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireChoice, requireInteger, show } from "../core/check-value.ts";
import type { Shape } from "../core/shape.ts";
import { architecture } from "./architecture.ts";
import { basicBlock, bottleneckBlock, bottleneckExpansion, convBn, type StridePlacement } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import { dense, globalAveragePool, input, maxPool, relu } from "./layers.ts";
import { endUnits, readResidualOptions, residualFamily, residualName } from "./residual-options.ts";
import { residualOptionNames, unitSettings, type ResidualOptions } from "./residual-options.ts";
import { stackStages } from "./stages.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Blocks of each stage: He et al. 2015, Table 1; ResNet-200: He et al. 2016, Table 5. */
const blocksPerStage: Readonly<Record<number, readonly number[]>> = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
  200: [3, 24, 36, 3],
};
/** Basic blocks below, bottlenecks from here on. */
const firstBottleneckDepth = 50;
/** Filters of the stem and of the first stage. */
const width = 64;

export interface ImageNetOptions extends ResidualOptions {
  /** 18, 34, 50, 101, 152 or 200. */
  readonly depth: number;
  readonly classes?: number;
  readonly input?: Shape;
  /** Which convolution halves the image in a bottleneck: "1x1" in He et al. 2015, "3x3" in ResNeXt and torchvision. */
  readonly stridePlacement?: StridePlacement;
}

export interface ImageNetResNeXtOptions extends ImageNetOptions {
  /** C: groups of the 3 × 3 convolutions. 1 gives a residual net. */
  readonly cardinality?: number;
  /** d: channels of each group in the first stage. */
  readonly groupWidth?: number;
}

/** What tells the nets of this kind apart. */
export interface ImageNetPlan {
  readonly name: string;
  readonly cardinality: number;
  readonly groupWidth: number;
  readonly stridePlacement: StridePlacement;
  /** A bias in the branches' convolutions, which the batch normalisation behind them takes out again. */
  readonly bias?: boolean;
}

const optionNames = ["depth", "classes", "input", "stridePlacement", ...residualOptionNames];

/**
 * Residual net for large images: He et al. 2015, Table 1. A 7 × 7 convolution and a 3 × 3 max pooling, both of stride
 * 2, four stages of 64 to 512 filters, global average pooling and a dense layer. Option B and the stride in the first
 * 1 × 1 convolution of a bottleneck, unless said.
 * @throws CourseError if an option cannot be used
 */
export function imageNetResNet(options: ImageNetOptions): Architecture {
  checkOptionNames("imageNetResNet", options, optionNames);
  const { depth, stridePlacement = "1x1" } = options;
  const isUsual = stridePlacement === "1x1" || depth < firstBottleneckDepth;
  const name = `ResNet-${depth}${isUsual ? "" : ", stride in 3×3"}`;
  return buildImageNet("imageNetResNet", options, { name, cardinality: 1, groupWidth: width, stridePlacement });
}

/**
 * ResNeXt for large images: Xie et al. 1611.05431, Table 1. 32 groups of 4 channels and the stride in the 3 × 3
 * convolution, unless said.
 * @throws CourseError if an option cannot be used
 */
export function imageNetResNeXt(options: ImageNetResNeXtOptions): Architecture {
  const where = "imageNetResNeXt";
  checkOptionNames(where, options, [...optionNames, "cardinality", "groupWidth"]);
  const { cardinality = 32, groupWidth = 4, stridePlacement = "3x3", ...rest } = options;
  requireInteger(where, "cardinality", cardinality, 1);
  requireInteger(where, "groupWidth", groupWidth, 1);
  if (rest.depth < firstBottleneckDepth) {
    throw refuse(where, `groups need bottlenecks, which a net of ${rest.depth} layers does not have`, "Try depth 50.");
  }
  const name = `ResNeXt-${rest.depth} ${cardinality}×${groupWidth}d`;
  return buildImageNet(where, rest, { name, cardinality, groupWidth, stridePlacement });
}

/** What nets for large images share; the options are checked for their names already. */
export function buildImageNet(where: string, options: ImageNetOptions, plan: ImageNetPlan): Architecture {
  const { depth, counts } = requireImageNetDepth(where, options.depth);
  const units = requireInteger(where, "classes", options.classes ?? 1000, 1);
  const usual = { shortcut: "B" } as const;
  const settings = readResidualOptions(where, options, usual);
  const isBottleneck = depth >= firstBottleneckDepth;
  const x = stackStages(where, imageNetStem(options.input ?? [224, 224, 3]), {
    counts,
    width,
    expansion: isBottleneck ? bottleneckExpansion : 1,
    block: (before, { filters, stride, ...call }) => {
      const unit = { ...unitSettings(settings, call), stride, bias: plan.bias ?? false };
      if (!isBottleneck) return basicBlock(before, { ...unit, filters });
      const { cardinality: groups, groupWidth } = plan;
      const stridePlacement = requireChoice(where, "stridePlacement", plan.stridePlacement, ["1x1", "3x3"]);
      const inner = groups * groupWidth * 2 ** (call.stage - 1);
      return bottleneckBlock(before, {
        ...unit,
        filters: bottleneckExpansion * filters,
        inner,
        groups,
        stridePlacement,
      });
    },
  });
  const logits = dense(globalAveragePool(endUnits(x, settings)), { units, initializer: "fan-in-uniform" });
  const family = residualFamily(settings, isBottleneck ? "bottleneck" : "residual");
  return architecture(logits, { name: residualName(plan.name, settings, usual), family, depth });
}

/** [H, W, 3] to [H/4, W/4, 64]: the stem of every net in Table 1. */
function imageNetStem(shape: Shape): SymbolicTensor {
  const halved = relu(convBn(input(shape), { filters: width, kernel: 7, stride: 2 }));
  return maxPool(halved, { window: 3, stride: 2, padding: 1 });
}

function requireImageNetDepth(where: string, depth: unknown): { depth: number; counts: readonly number[] } {
  const counts = typeof depth === "number" ? blocksPerStage[depth] : undefined;
  if (typeof depth === "number" && counts !== undefined) return { depth, counts };
  const known = Object.keys(blocksPerStage).map(Number);
  const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 50;
  const nearest = known.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
  throw refuse(where, `depth must be one of ${known.join(", ")}, got ${show(depth)}`, `Try ${nearest}.`);
}
