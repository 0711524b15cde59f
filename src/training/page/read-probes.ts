import { refuse } from "../../core/errors.ts";
import { requireChoice, requireInteger, show } from "../../core/check-value.ts";
import { probeKinds, type ProbeKind } from "../contract/measurements.ts";

/** The steps at which a training is to be probed. */
export function readProbeSteps(probeAt: unknown, steps: number): number[] {
  if (!Array.isArray(probeAt)) {
    throw refuse("train", `probeAt must be a list of steps, got ${show(probeAt)}`, "Try probeAt: [0, 100].");
  }
  for (const step of probeAt) {
    if (requireInteger("train", "probeAt", step, 0) <= steps) continue;
    throw refuse("train", `probeAt ${show(step)} lies behind the last step, ${steps}`, `Use steps from 0 to ${steps}.`);
  }
  return probeAt as number[];
}

/** What is to be measured at those steps. */
export function readProbeKinds(probes: unknown, probeAt: readonly number[]): ProbeKind[] {
  if (!Array.isArray(probes)) {
    throw refuse(
      "train",
      `probes must be a list, got ${show(probes)}`,
      'Try probes: ["gradient-norms", "activations"].',
    );
  }
  if (probeAt.length === 0) {
    throw refuse("train", "probes are asked for, but no step to measure at", "Add probeAt: [0], for example.");
  }
  return probes.map((probe: unknown) => requireChoice("train", "probes", probe, probeKinds));
}
