import { show } from "../core/check-value.ts";
import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import type { Kind } from "../core/kinds.ts";
import { withDefault, type OptionsOf } from "../core/options.ts";
import { basicUnit, oneLayerUnit } from "./conv-units.ts";
import { requireStagedDepth } from "./depths.ts";
import type { Architecture } from "./graph.ts";
import { residualOptions } from "./residual-options.ts";
import { stagedOptions } from "./staged-options.ts";
import { buildUnitNet } from "./unit-net.ts";

const oneOrTwo: Kind<1 | 2> = {
  type: "1 | 2",
  read: (where, name, value) => {
    if (value === 1 || value === 2) return value;
    throw refuse(where, `${name} must be 1 or 2, got ${show(value)}`, "For three layers, use bottleneckNet.");
  },
};

const residualNetOptions = {
  ...stagedOptions(null, "6n + 2, or 3n + 2 with layersPerBlock: 1"),
  ...residualOptions("A"),
  layersPerBlock: withDefault(oneOrTwo, 2, "Layers under one shortcut: 2, or 1 (He et al. 2016, Table 3)."),
};
export type ResidualNetOptions = OptionsOf<typeof residualNetOptions>;

export const residualNet = declare(
  {
    name: "residualNet",
    help: "Residual net for small images: `plainNet` with a shortcut around every two layers. Its shortcuts have no parameters (option A) unless said.",
    parameters: [options(residualNetOptions)],
    returns: ["Architecture"],
    refuses: "zeroInitResidual meets a placement with which no branch could leave zero",
    source: "He et al. 2015, sec. 4.2",
    example: 'countParameters(residualNet({depth: 20, shortcut: "B"}))',
  },
  ({ layersPerBlock, ...settings }): Architecture => {
    const depth = requireStagedDepth("residualNet", settings.depth, 3 * layersPerBlock);
    const block = layersPerBlock === 1 ? oneLayerUnit : basicUnit;
    // Option B's projections are numbered among the convolutions, as in every run that was recorded with them.
    const projectionsApart = settings.shortcut !== "B";
    return buildUnitNet("residualNet", settings, {
      name: `residual-${depth}`,
      family: "residual",
      usual: { shortcut: "A" },
      layersPerBlock,
      unit: (x, unit) => block(x, { ...unit, projectionsApart }),
    });
  },
);
