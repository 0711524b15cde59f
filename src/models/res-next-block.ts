import { declare, options } from "../core/declare.ts";
import { integer } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { residualBlockOptions, stridePlacementHelp, stridePlacementKind } from "./block-options.ts";
import { formOption, resNeXtUnit } from "./res-next-unit.ts";
import { xTensor } from "./symbolic.ts";

export const resNeXtBlock = declare(
  {
    name: "resNeXtBlock",
    help: "ResNeXt block: 1 × 1 to C·d channels, 3 × 3 in C groups, 1 × 1, and a shortcut around them, in any of its forms.",
    parameters: [
      xTensor,
      options({
        ...residualBlockOptions,
        cardinality: needed(integer({ least: 1 }), "C: the number of paths."),
        groupWidth: needed(integer({ least: 1 }), "d: channels in the middle of each path."),
        form: formOption,
        stridePlacement: withDefault(stridePlacementKind, "3x3", stridePlacementHelp),
      }),
    ],
    returns: ["SymbolicTensor", "[⌈H/stride⌉, ⌈W/stride⌉, filters]"],
    refuses:
      "x is no image, option A would have to take channels away, or a form other than grouped meets another placement, dropout or no batch normalisation",
    source: "Xie et al. 2017 (1611.05431), Fig. 3",
    example: "resNeXtBlock(input([8, 8, 64]), {filters: 64, cardinality: 8, groupWidth: 4}).shape",
  },
  (x, settings) => resNeXtUnit("resNeXtBlock", x, settings),
);
