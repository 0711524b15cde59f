import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer } from "../core/kinds.ts";
import { needed, withDefault, type SettingsOf } from "../core/options.ts";
import { architecture } from "./architecture.ts";
import { stridePlacementHelp, stridePlacementKind } from "./block-options.ts";
import { basicUnit, bottleneckExpansion, bottleneckUnit, convBn, type StridePlacement } from "./conv-units.ts";
import { listedDepth } from "./depths.ts";
import type { Architecture } from "./graph.ts";
import { imageShape } from "./input-shape.ts";
import { dense, input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { globalAveragePool, maxPool } from "./pooling.ts";
import { checkResidual, endUnits, residualFamily, residualName, residualOptions } from "./residual-options.ts";
import { unitSettings } from "./residual-options.ts";
import { stackStages } from "./stages.ts";
import type { SymbolicTensor } from "./symbolic.ts";
import { Trunk } from "./trunk.ts";

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

const depthKind = listedDepth([18, 34, 50, 101, 152, 200], firstBottleneckDepth);

function imageNetOptions(stridePlacement: StridePlacement) {
  return {
    depth: needed(depthKind, "Weighted layers."),
    classes: withDefault(integer({ least: 1 }), 1000, "Logits that come out."),
    inputShape: withDefault(imageShape, [224, 224, 3], "Of one image."),
    stridePlacement: withDefault(stridePlacementKind, stridePlacement, `In bottlenecks. ${stridePlacementHelp}`),
    ...residualOptions("B"),
  };
}

type ImageNetSettings = SettingsOf<ReturnType<typeof imageNetOptions>>;

/** What tells the nets of this kind apart. */
export interface ImageNetPlan {
  readonly name: string;
  readonly cardinality: number;
  readonly groupWidth: number;
  readonly stridePlacement: StridePlacement;
  /** A bias in the branches' convolutions, which the batch normalisation behind them takes out again. */
  readonly bias?: boolean;
}

export const imageNetResNet = declare(
  {
    name: "imageNetResNet",
    help: "Residual net for large images. A 7 × 7 convolution and a 3 × 3 max pooling, both of stride 2, four stages of 64 to 512 filters, global average pooling and a dense layer. Option B and the stride in the first 1 × 1 convolution of a bottleneck, unless said.",
    parameters: [options(imageNetOptions("1x1"))],
    returns: ["Architecture"],
    refuses: "zeroInitResidual meets a placement with which no branch could leave zero",
    source: "He et al. 2015, Table 1; ResNet-200: He et al. 2016, Table 5",
    example: "countMultiplyAdds(imageNetResNet({depth: 50}))",
  },
  (settings): Architecture => {
    const { depth, stridePlacement } = settings;
    const isUsual = stridePlacement === "1x1" || depth < firstBottleneckDepth;
    const name = `ResNet-${depth}${isUsual ? "" : ", stride in 3×3"}`;
    return buildImageNet("imageNetResNet", settings, { name, cardinality: 1, groupWidth: width, stridePlacement });
  },
);

export const imageNetResNeXt = declare(
  {
    name: "imageNetResNeXt",
    help: "ResNeXt for large images. 32 groups of 4 channels and the stride in the 3 × 3 convolution, unless said.",
    parameters: [
      options({
        ...imageNetOptions("3x3"),
        cardinality: withDefault(
          integer({ least: 1 }),
          32,
          "C: groups of the 3 × 3 convolutions. 1 gives a residual net.",
        ),
        groupWidth: withDefault(integer({ least: 1 }), 4, "d: channels of each group in the first stage."),
      }),
    ],
    returns: ["Architecture"],
    refuses:
      "the net has no bottlenecks, whose middle could be cut into groups, or zeroInitResidual meets a placement with which no branch could leave zero",
    source: "Xie et al. 2017 (1611.05431), Table 1",
    example: "countParameters(imageNetResNeXt({depth: 50}))",
  },
  ({ cardinality, groupWidth, ...settings }): Architecture => {
    const where = "imageNetResNeXt";
    const { depth, stridePlacement } = settings;
    if (depth < firstBottleneckDepth) {
      throw refuse(where, `groups need bottlenecks, which a net of ${depth} layers does not have`, "Try depth 50.");
    }
    const name = `ResNeXt-${depth} ${cardinality}×${groupWidth}d`;
    return buildImageNet(where, settings, { name, cardinality, groupWidth, stridePlacement });
  },
);

/** What nets for large images share. */
export function buildImageNet(
  where: string,
  settings: Omit<ImageNetSettings, "stridePlacement">,
  plan: ImageNetPlan,
): Architecture {
  const { depth, classes } = settings;
  const usual = { shortcut: "B" } as const;
  checkResidual(where, settings);
  const isBottleneck = depth >= firstBottleneckDepth;
  const start = input(settings.inputShape);
  const x = stackStages(where, imageNetStem(start), {
    counts: blocksPerStage[depth] ?? [],
    width,
    expansion: isBottleneck ? bottleneckExpansion : 1,
    trunk: new Trunk(where, start),
    block: (before, { filters, stride, ...call }) => {
      const unit = { ...unitSettings(settings, call), stride, bias: plan.bias ?? false };
      if (!isBottleneck) return basicUnit(before, { ...unit, filters });
      const { cardinality: groups, groupWidth, stridePlacement } = plan;
      const inner = groups * groupWidth * 2 ** (call.stage - 1);
      return bottleneckUnit(before, {
        ...unit,
        filters: bottleneckExpansion * filters,
        inner,
        groups,
        stridePlacement,
      });
    },
  });
  const end = globalAveragePool(endUnits(x, settings));
  const logits = dense(end, { units: classes, initializer: "fan-in-uniform" });
  const family = residualFamily(settings, isBottleneck ? "bottleneck" : "residual");
  return architecture(logits, { name: residualName(plan.name, settings, usual), family, depth });
}

/** [H, W, 3] to [H/4, W/4, 64]: the stem of every net in Table 1. */
function imageNetStem(start: SymbolicTensor): SymbolicTensor {
  const halved = relu(convBn(start, { filters: width, kernelSize: 7, stride: 2 }));
  return maxPool(halved, { poolSize: 3, stride: 2, padding: "same" });
}
