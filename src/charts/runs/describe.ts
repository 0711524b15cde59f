import type { Training } from "../../training/contract/protocol.ts";
import type { Arm } from "./arms.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { describeParts, haveOtherSteps, ofWhom } from "../../training/results/origin.ts";
import { formatMetric } from "./format-metric.ts";
import { listNumbers } from "../frame/number-format.ts";

/** `Depth 4, 20 and 56; 400 steps; seeds 1, 2 and 3; wasm (SIMD).` */
export function describeConditions(training: Training, arms: readonly Arm[]): string {
  const depths = [...new Set(arms.map(({ depth }) => depth))].sort((a, b) => a - b);
  const seeds = [...new Set(arms.flatMap(({ runs }) => runs.map(({ seed }) => seed)))].sort((a, b) => a - b);
  const parts = [
    depths.length > 0 ? `Depth ${listNumbers(depths)}` : "",
    haveOtherSteps(training.parts) ? "" : `${training.steps} steps`,
    seeds.length > 0 ? `${seeds.length === 1 ? "seed" : "seeds"} ${listNumbers(seeds)}` : "",
    training.engine.device,
    ...describeInterruptions(training),
    describeOrigin(
      training,
      arms.map(({ name }) => name),
    ),
  ];
  return `${parts.filter((part) => part !== "").join("; ")}.`;
}

/** `the graphics context was lost at step 57, resumed from step 50`: the curve is whole, but the reader shall know. */
function describeInterruptions({ interruptions = [] }: Training): string[] {
  return interruptions.map(({ step, resumedFrom, reason, ended }) => {
    const then = ended === true ? "and what is kept is of" : "resumed from";
    return `at step ${step} ${reason}, ${then} step ${resumedFrom}`;
  });
}

/** Whose run it is, and whether it is whole. */
function describeOrigin(training: Training, arms: readonly string[]): string {
  const { status, recorded, made, parts, doneSteps, totalSteps } = training;
  const state = status === "done" ? "" : `${status}, ${doneSteps} of ${totalSteps} updates`;
  const whose = recorded || made ? ofWhom(recorded, made) : "";
  const origin = parts === undefined ? whose : describeParts(parts, arms);
  return [state, origin].filter((words) => words !== "").join("; ");
}

export interface ArmEnd {
  readonly name: string;
  /** Undefined before the first step. */
  readonly value: number | undefined;
  readonly diverged: boolean;
}

/** `plain-4 ends at 0.002, plain-56 at 1.02; chance is 1.1`: what the picture shows, for those who do not see it. */
export function describeEnds(ends: readonly ArmEnd[], metric: Metric, chance?: number): string {
  if (ends.every(({ value, diverged }) => value === undefined && !diverged)) return "No step is done yet";
  let isFirst = true;
  const parts = ends.map(({ name, value, diverged }) => {
    if (diverged) return `${name} diverged`;
    if (value === undefined) return `${name} has not begun`;
    const verb = isFirst ? " ends" : "";
    isFirst = false;
    return `${name}${verb} at ${formatMetric(metric, value)}`;
  });
  return parts.join(", ") + (chance === undefined ? "" : `; chance is ${formatMetric(metric, chance)}`);
}
