import type { Architecture } from "../../../src/models/graph.ts";
import { plainMlp, residualMlp } from "../../../src/models/mlp.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import type { DeviceLimits, Plan } from "../../../src/training/compiled/commands.ts";
import { planTraining } from "../../../src/training/compiled/plan.ts";
import type { LossKind } from "../../../src/training/protocol.ts";
import { oddNets } from "./odd-nets.ts";

export const desktop: DeviceLimits = { drawBuffers: 8, textureSize: 8192, arrayLayers: 2048, textureUnits: 16 };
/** What WebGL 2 guarantees, but for larger textures. */
export const phone: DeviceLimits = { drawBuffers: 4, textureSize: 4096, arrayLayers: 256, textureUnits: 16 };

export interface PlannedNet {
  readonly name: string;
  readonly plan: Plan;
  readonly limits: DeviceLimits;
}

export function planFor(
  net: Architecture,
  batch: number,
  limits: DeviceLimits,
  loss: LossKind = "cross-entropy",
): Plan {
  const planned = planTraining(net, { batch, loss, limits });
  if (!planned.supported) throw new Error(planned.reason);
  return planned.plan;
}

/** Plans of the usual nets and of some that strain the planner, for two devices. */
export function plannedNets(): PlannedNet[] {
  const image = { width: 8, input: [16, 16, 3] };
  const usual: [Architecture, number, LossKind][] = [
    [residualNet({ depth: 20, ...image }), 32, "cross-entropy"],
    [residualNet({ depth: 8, ...image, shortcut: "B" }), 32, "cross-entropy"],
    [residualNet({ depth: 8, ...image, batchNorm: false }), 5, "cross-entropy"],
    [plainMlp({ depth: 6, activation: "sigmoid", batchNorm: false }), 128, "cross-entropy"],
    [residualMlp({ depth: 20 }), 128, "cross-entropy"],
  ];
  const odd = oddNets().map(({ architecture, batch }): [Architecture, number, LossKind] => {
    return [architecture, batch.count, batch.labels === null ? "mean-squared-error" : "cross-entropy"];
  });
  return [...usual, ...odd].flatMap(([net, batch, loss]) =>
    [desktop, phone].map((limits) => ({
      name: `${net.name}, batch ${batch}, ${limits.drawBuffers} draw buffers`,
      plan: planFor(net, batch, limits, loss),
      limits,
    })),
  );
}
