import { declare, options } from "../core/declare.ts";
import { integer } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import {
  callOptions,
  residualBlockOptions,
  sizeOptions,
  stridePlacementHelp,
  stridePlacementKind,
  styleOptions,
} from "./block-options.ts";
import { basicUnit, bottleneckUnit, plainUnit } from "./conv-units.ts";
import { xTensor } from "./symbolic.ts";

const returns = ["SymbolicTensor", "[⌈H/stride⌉, ⌈W/stride⌉, filters]"] as const;

export const plainBlock = declare(
  {
    name: "plainBlock",
    help: "Plain block: two 3 × 3 convolutions, no shortcut.",
    parameters: [xTensor, options({ ...sizeOptions, ...styleOptions, ...callOptions })],
    returns,
    refuses: "x is no image",
    source: "He et al. 2015, Fig. 3 middle",
    example: "plainBlock(input([8, 8, 16]), {filters: 32, stride: 2}).shape",
  },
  plainUnit,
);

export const basicBlock = declare(
  {
    name: "basicBlock",
    help: "Basic block: two 3 × 3 convolutions and a shortcut around them.",
    parameters: [xTensor, options(residualBlockOptions)],
    returns,
    refuses: "x is no image, or option A would have to take channels away",
    source: "He et al. 2015, Fig. 2 and Fig. 5 left",
    example:
      'stagedNet({depth: 8, width: 4, inputShape: [16, 16, 3], block: (x, call) => basicBlock(x, {...call, shortcut: "B"})}).name',
  },
  basicUnit,
);

export const bottleneckBlock = declare(
  {
    name: "bottleneckBlock",
    help: "Bottleneck: 1 × 1 reduces, 3 × 3, 1 × 1 restores, and a shortcut around them.",
    parameters: [
      xTensor,
      options({
        ...residualBlockOptions,
        inner: needed(
          integer({ least: 1 }),
          "Channels between the two 1 × 1 convolutions; a quarter of filters, in the paper.",
        ),
        groups: withDefault(
          integer({ least: 1 }),
          1,
          "Groups of the 3 × 3 convolution: ResNeXt's cardinality (Xie et al. 2017, Fig. 3c).",
        ),
        stridePlacement: withDefault(stridePlacementKind, "1x1", stridePlacementHelp),
      }),
    ],
    returns,
    refuses: "x is no image, option A would have to take channels away, or groups do not divide inner",
    source: "He et al. 2015, Fig. 5 right",
    example: "bottleneckBlock(input([8, 8, 64]), {filters: 64, inner: 16}).shape",
  },
  bottleneckUnit,
);
