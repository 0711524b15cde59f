import { declare, options } from "../core/declare.ts";
import { integer } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { stridePlacementHelp, stridePlacementKind } from "./block-options.ts";
import { bottleneckExpansion } from "./conv-units.ts";
import type { Architecture } from "./graph.ts";
import { formOption, resNeXtUnit } from "./res-next-unit.ts";
import { residualOptions } from "./residual-options.ts";
import { stagedOptions } from "./staged-options.ts";
import { buildUnitNet } from "./unit-net.ts";

export const resNeXt = declare(
  {
    name: "resNeXt",
    help: "ResNeXt for small images, 9n + 2 layers deep; the paper's ResNeXt-29 (8×64d) is `resNeXt({depth: 29, width: 64, cardinality: 8, groupWidth: 64})`. Stages put out 4, 8 and 16 times `width`.",
    parameters: [
      options({
        ...stagedOptions(9),
        cardinality: withDefault(integer({ least: 1 }), 8, "C: paths of each block, the same in every stage."),
        groupWidth: optional(
          integer({ least: 1 }),
          "d: channels of each path in the first stage; they double from stage to stage.",
          "width",
        ),
        form: formOption,
        stridePlacement: withDefault(stridePlacementKind, "3x3", stridePlacementHelp),
        ...residualOptions("B"),
      }),
    ],
    returns: ["Architecture"],
    refuses:
      "zeroInitResidual meets a placement with which no branch could leave zero, or a form other than grouped another placement, dropout or no batch normalisation",
    source: "Xie et al. 2017 (1611.05431), sec. 5.3",
    example: "resNeXt({depth: 11, width: 4, cardinality: 4, groupWidth: 2}).name",
  },
  ({ cardinality, form, stridePlacement, groupWidth: given, ...settings }): Architecture => {
    const groupWidth = given ?? settings.width;
    return buildUnitNet("resNeXt", settings, {
      name: `ResNeXt-${settings.depth} ${cardinality}×${groupWidth}d${form === "grouped" ? "" : ` as ${form}`}`,
      family: "bottleneck",
      usual: { shortcut: "B" },
      layersPerBlock: 3,
      expansion: bottleneckExpansion,
      unit: (x, unit, { stage }) => {
        const inner = groupWidth * 2 ** (stage - 1);
        return resNeXtUnit("resNeXt", x, { ...unit, cardinality, groupWidth: inner, form, stridePlacement });
      },
    });
  },
);
