import { requireChoice } from "../core/check-value.ts";
import { bottleneckBlock, bottleneckExpansion, type StridePlacement } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import type { ResidualOptions } from "./residual-options.ts";
import type { StagedNetOptions } from "./staged-net.ts";
import { buildUnitNet } from "./unit-net.ts";

export interface BottleneckNetOptions extends StagedNetOptions, ResidualOptions {
  /** Which convolution halves the image where a stage begins: the first 1 × 1, as in the paper, or the 3 × 3. */
  readonly stridePlacement?: StridePlacement;
}

/**
 * Net of bottlenecks for small images, 9n + 2 layers deep (ResNet-164 of He et al. 2016, sec. 3.1): stages put out 4,
 * 8 and 16 times `width` channels. Shortcuts project where channels or size change (option B) unless said.
 * @throws CourseError if an option cannot be used
 */
export function bottleneckNet(options: BottleneckNetOptions): Architecture {
  const given = options?.stridePlacement ?? "1x1";
  const stridePlacement = requireChoice("bottleneckNet", "stridePlacement", given, ["1x1", "3x3"]);
  const kind = options?.shortcut === "none" ? "plain bottleneck" : "bottleneck";
  return buildUnitNet("bottleneckNet", options, {
    name: `${kind}-${options?.depth}`,
    family: "bottleneck",
    usual: { shortcut: options?.shortcut === "none" ? "none" : "B" },
    layersPerBlock: 3,
    expansion: bottleneckExpansion,
    ownOptions: ["stridePlacement"],
    unit: (x, unit, { filters: inner }) => bottleneckBlock(x, { ...unit, inner, stridePlacement }),
  });
}
