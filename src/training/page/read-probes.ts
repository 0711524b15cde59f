import { refuse } from "../../core/errors.ts";
import type { ProbeKind } from "../contract/measurements.ts";

/** @throws CourseError if a training ends before it is to be probed */
export function requireProbeSteps(probeAt: readonly number[], steps: number): void {
  const late = probeAt.find((step) => step > steps);
  if (late === undefined) return;
  throw refuse("train", `probeAt ${late} lies behind the last step, ${steps}`, `Use steps from 0 to ${steps}.`);
}

/** @throws CourseError if something is to be measured, but at no step */
export function requireProbed(probes: readonly ProbeKind[] | undefined, probeAt: readonly number[]): void {
  if (probes === undefined || probeAt.length > 0) return;
  throw refuse("train", "probes are asked for, but no step to measure at", "Add probeAt: [0], for example.");
}
