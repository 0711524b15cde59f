import { refuse } from "../core/errors.ts";
import { show } from "../core/check-value.ts";
import { basicBlock, oneLayerBlock } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import type { ResidualOptions } from "./residual-options.ts";
import type { StagedNetOptions } from "./staged-net.ts";
import { buildUnitNet } from "./unit-net.ts";

export interface ResidualNetOptions extends StagedNetOptions, ResidualOptions {
  /** Layers under one shortcut: 2, with depth 6n + 2, or 1 (He et al. 2016, Table 3), with depth 3n + 2. */
  readonly layersPerBlock?: 1 | 2;
}

/**
 * Residual net for small images, He et al. 2015, sec. 4.2: `plainNet` with a shortcut around every two layers. Its
 * shortcuts have no parameters (option A) unless said.
 * @throws CourseError if an option cannot be used
 */
export function residualNet(options: ResidualNetOptions): Architecture {
  const layersPerBlock = options?.layersPerBlock ?? 2;
  if (layersPerBlock !== 1 && layersPerBlock !== 2) {
    const got = show(layersPerBlock);
    throw refuse("residualNet", `layersPerBlock must be 1 or 2, got ${got}`, "For three layers, use bottleneckNet.");
  }
  const block = layersPerBlock === 1 ? oneLayerBlock : basicBlock;
  // Option B's projections are numbered among the convolutions, as in every run that was recorded with them.
  const projectionsApart = options?.shortcut !== "B";
  return buildUnitNet("residualNet", options, {
    name: `residual-${options?.depth}`,
    family: "residual",
    usual: { shortcut: "A" },
    layersPerBlock,
    ownOptions: ["layersPerBlock"],
    unit: (x, unit) => block(x, { ...unit, projectionsApart }),
  });
}
