import { declare, options } from "../core/declare.ts";
import { withDefault } from "../core/options.ts";
import { stridePlacementHelp, stridePlacementKind } from "./block-options.ts";
import { bottleneckExpansion, bottleneckUnit } from "./conv-units.ts";
import type { Architecture } from "./graph.ts";
import { residualOptions } from "./residual-options.ts";
import { stagedOptions } from "./staged-options.ts";
import { buildUnitNet } from "./unit-net.ts";

export const bottleneckNet = declare(
  {
    name: "bottleneckNet",
    help: "Net of bottlenecks for small images, 9n + 2 layers deep (as ResNet-164): stages put out 4, 8 and 16 times `width` channels. Shortcuts project where channels or size change (option B) unless said.",
    parameters: [
      options({
        ...stagedOptions(9),
        ...residualOptions("B"),
        stridePlacement: withDefault(stridePlacementKind, "1x1", stridePlacementHelp),
      }),
    ],
    returns: ["Architecture"],
    refuses: "zeroInitResidual meets a placement with which no branch could leave zero",
    source: "He et al. 2016, sec. 4.1; He et al. 2015, Fig. 5 right",
    example: "summarizeStages(bottleneckNet({depth: 20, width: 4}))",
  },
  ({ stridePlacement, ...settings }): Architecture => {
    const isPlain = settings.shortcut === "none";
    return buildUnitNet("bottleneckNet", settings, {
      name: `${isPlain ? "plain bottleneck" : "bottleneck"}-${settings.depth}`,
      family: "bottleneck",
      usual: { shortcut: isPlain ? "none" : "B" },
      layersPerBlock: 3,
      expansion: bottleneckExpansion,
      unit: (x, unit, { filters: inner }) => bottleneckUnit(x, { ...unit, inner, groups: 1, stridePlacement }),
    });
  },
);
