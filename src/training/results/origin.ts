import { formatMoment } from "../../core/format-moment.ts";
import { groupBy } from "../../core/group-by.ts";
import type { RecordedLabel, TrainingPart } from "../contract/protocol.ts";

/**
 * `plain-56: recorded 2026-11-21 on 4 cores; residual-56: your run, 30 steps`: of what was merged of several trainings,
 * whose each arm is, and its steps where they differ.
 * @param arms those that are told of
 */
export function describeParts(parts: readonly TrainingPart[], arms: readonly string[]): string {
  const told = parts.map((part) => ({ ...part, arms: part.arms.filter((arm) => arms.includes(arm)) }));
  const known = told.filter((part) => part.arms.length > 0);
  const withSteps = haveOtherSteps(known);
  const groups = groupBy(
    known,
    ({ recorded, made, steps }) => `${ofWhom(recorded, made)}${withSteps ? `, ${steps} steps` : ""}`,
  );
  if (groups.size === 1) return [...groups.keys()].join("");
  return [...groups]
    .map(([whose, its]) => [new Set(its.flatMap((part) => part.arms)), whose] as const)
    .map(([names, whose]) => `${[...names].join(", ")}: ${whose}`)
    .join("; ");
}

/** `recorded 2026-11-21 on 4 cores`, `your run of 30 November, 14:05`, or `your run`. */
export function ofWhom(recorded: RecordedLabel | undefined, made?: string): string {
  if (recorded === undefined) return made === undefined ? "your run" : `your run of ${formatMoment(made)}`;
  return `recorded ${recorded.date} on ${recorded.device}`;
}

/** Whether one number of steps does not hold for all of them. */
export function haveOtherSteps(parts: readonly TrainingPart[] = []): boolean {
  return new Set(parts.filter(({ arms }) => arms.length > 0).map(({ steps }) => steps)).size > 1;
}
