import type { Architecture, Family } from "./graph.ts";
import type { Placement } from "./placements.ts";
import { checkResidual, endUnits, residualFamily, residualName, unitSettings } from "./residual-options.ts";
import type { ResidualSettings } from "./residual-options.ts";
import type { UnitOptions } from "./residual-unit.ts";
import type { ShortcutOption } from "./shortcuts.ts";
import { buildStagedNet } from "./staged-net.ts";
import type { StagedSettings } from "./staged-options.ts";
import type { BlockCall } from "./stages.ts";
import type { SymbolicTensor } from "./symbolic.ts";

export interface UnitNetPlan {
  readonly name: string;
  readonly family: Family;
  /** What the net has unless its options say otherwise, and what its name therefore does not mention. */
  readonly usual: { readonly shortcut: ShortcutOption; readonly placement?: Placement };
  readonly layersPerBlock: number;
  readonly expansion?: number;
  /** `options.filters` are what the unit puts out; `call.filters` are its stage's. */
  readonly unit: (x: SymbolicTensor, options: UnitOptions, call: BlockCall) => SymbolicTensor;
}

/** A net for small images out of residual units: three stages, as He et al. 2015, sec. 4.2, have it. */
export function buildUnitNet(
  where: string,
  settings: StagedSettings & ResidualSettings,
  plan: UnitNetPlan,
): Architecture {
  const { usual, layersPerBlock, expansion = 1, unit } = plan;
  checkResidual(where, settings);
  return buildStagedNet(
    where,
    settings,
    (x, { batchNorm, initializer, ...call }) => {
      const filters = call.filters * expansion;
      const { stride } = call;
      return unit(x, { filters, stride, batchNorm, initializer, ...unitSettings(settings, call) }, call);
    },
    {
      name: residualName(plan.name, settings, usual),
      family: residualFamily(settings, plan.family),
      layersPerBlock,
      expansion,
      ending: (x, style) => endUnits(x, settings, style),
    },
  );
}
