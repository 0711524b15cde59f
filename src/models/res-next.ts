import { requireChoice, requireInteger } from "../core/check-value.ts";
import { bottleneckExpansion, type StridePlacement } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import { resNeXtBlock, type ResNeXtForm } from "./res-next-block.ts";
import type { ResidualOptions } from "./residual-options.ts";
import type { StagedNetOptions } from "./staged-net.ts";
import { buildUnitNet } from "./unit-net.ts";

export interface ResNeXtOptions extends StagedNetOptions, ResidualOptions {
  /** C: paths of each block, the same in every stage. */
  readonly cardinality?: number;
  /** d: channels of each path in the first stage; they double from stage to stage. `width`, unless said. */
  readonly groupWidth?: number;
  readonly form?: ResNeXtForm;
  readonly stridePlacement?: StridePlacement;
}

/**
 * ResNeXt for small images, 9n + 2 layers deep: Xie et al. 2017, sec. 5.3, whose ResNeXt-29 (8×64d) is
 * `resNeXt({depth: 29, width: 64, cardinality: 8, groupWidth: 64})`. Stages put out 4, 8 and 16 times `width`.
 * @throws CourseError if an option cannot be used
 */
export function resNeXt(options: ResNeXtOptions): Architecture {
  const where = "resNeXt";
  const { cardinality = 8, stridePlacement = "3x3", form = "grouped", depth } = options ?? {};
  const groupWidth = requireInteger(where, "groupWidth", options?.groupWidth ?? options?.width ?? 16, 1);
  requireInteger(where, "cardinality", cardinality, 1);
  requireChoice(where, "form", form, ["split-sum", "early-concatenation", "grouped"]);
  requireChoice(where, "stridePlacement", stridePlacement, ["1x1", "3x3"]);
  return buildUnitNet(where, options, {
    name: `ResNeXt-${depth} ${cardinality}×${groupWidth}d${form === "grouped" ? "" : ` as ${form}`}`,
    family: "bottleneck",
    usual: { shortcut: "B" },
    layersPerBlock: 3,
    expansion: bottleneckExpansion,
    ownOptions: ["cardinality", "groupWidth", "form", "stridePlacement"],
    unit: (x, unit, { stage }) =>
      resNeXtBlock(x, { ...unit, cardinality, groupWidth: groupWidth * 2 ** (stage - 1), form, stridePlacement }),
  });
}
