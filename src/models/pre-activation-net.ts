import { requireChoice } from "../core/check-value.ts";
import { basicBlock, bottleneckBlock, bottleneckExpansion } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import type { ResidualOptions } from "./residual-options.ts";
import type { StagedNetOptions } from "./staged-net.ts";
import { buildUnitNet } from "./unit-net.ts";

export interface PreActivationNetOptions extends StagedNetOptions, Omit<ResidualOptions, "placement"> {
  /** "basic": 6n + 2 layers and option A; "bottleneck": 9n + 2 layers and option B. */
  readonly block?: "basic" | "bottleneck";
}

/**
 * Pre-activation net, He et al. 2016, Fig. 4(e): BN and ReLU before every weight layer, nothing behind the addition.
 * The first unit's activation is the stem's, before the paths split; behind the last addition comes one more BN and
 * ReLU (sec. 4.1 and Fig. 5). ResNet-164 and -1001 are its bottleneck form.
 * @throws CourseError if an option cannot be used
 */
export function preActivationNet(options: PreActivationNetOptions): Architecture {
  const block = requireChoice("preActivationNet", "block", options?.block ?? "basic", ["basic", "bottleneck"]);
  const isBasic = block === "basic";
  const usual = { shortcut: isBasic ? "A" : "B", placement: "full-pre-activation" } as const;
  return buildUnitNet("preActivationNet", options, {
    name: `pre-activation-${options?.depth}`,
    family: "pre-activation",
    usual,
    layersPerBlock: isBasic ? 2 : 3,
    expansion: isBasic ? 1 : bottleneckExpansion,
    ownOptions: ["block"],
    unit: (x, unit, { filters: inner }) => (isBasic ? basicBlock(x, unit) : bottleneckBlock(x, { ...unit, inner })),
  });
}
