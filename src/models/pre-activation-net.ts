import { declare, options } from "../core/declare.ts";
import { choice } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { basicUnit, bottleneckExpansion, bottleneckUnit } from "./conv-units.ts";
import { requireStagedDepth } from "./depths.ts";
import type { Architecture } from "./graph.ts";
import { branchOptions } from "./residual-options.ts";
import { shortcutHelp, shortcutKind } from "./shortcuts.ts";
import { stagedOptions } from "./staged-options.ts";
import { buildUnitNet } from "./unit-net.ts";

export const preActivationNet = declare(
  {
    name: "preActivationNet",
    help: "Pre-activation net: BN and ReLU before every weight layer, nothing behind the addition. The first unit's activation is the stem's, before the paths split; behind the last addition comes one more BN and ReLU. ResNet-164 and -1001 are its bottleneck form.",
    parameters: [
      options({
        ...stagedOptions(null, '6n + 2, or 9n + 2 with block: "bottleneck"'),
        block: withDefault(choice("basic", "bottleneck"), "basic", "Two 3 × 3 convolutions, or a bottleneck of three."),
        shortcut: optional(shortcutKind, shortcutHelp, '"A" for basic blocks, "B" for bottlenecks'),
        ...branchOptions,
      }),
    ],
    returns: ["Architecture"],
    source: "He et al. 2016, Fig. 4(e), sec. 4.1 and Fig. 5",
    example: "summarize(preActivationNet({depth: 8, width: 4})).slice(0, 9)",
  },
  ({ block, ...given }): Architecture => {
    const isBasic = block === "basic";
    const layersPerBlock = isBasic ? 2 : 3;
    const depth = requireStagedDepth("preActivationNet", given.depth, 3 * layersPerBlock);
    const usual = { shortcut: isBasic ? "A" : "B", placement: "full-pre-activation" } as const;
    const settings = { ...given, placement: usual.placement, shortcut: given.shortcut ?? usual.shortcut };
    return buildUnitNet("preActivationNet", settings, {
      name: `pre-activation-${depth}`,
      family: "pre-activation",
      usual,
      layersPerBlock,
      expansion: isBasic ? 1 : bottleneckExpansion,
      unit: (x, unit, { filters: inner }) =>
        isBasic ? basicUnit(x, unit) : bottleneckUnit(x, { ...unit, inner, groups: 1, stridePlacement: "1x1" }),
    });
  },
);
