import { refuse } from "../../core/errors.ts";
import type { Training } from "../../training/contract/protocol.ts";
import { runsByArm, type ArmRuns } from "../../training/results/arms.ts";
import { familyDash, familyStroke, seriesLook, type LineLook } from "../frame/theme.ts";
import type { Metric } from "../../training/results/final-value.ts";

/** All runs of one architecture in a training, and how its lines look. */
export interface Arm extends ArmRuns, LineLook {
  /** Of the mean's line, in pixels. */
  readonly strokeWidth: number;
}

/**
 * The runs by arm, in the order of the training or of `names`. Within a family deeper nets get stronger and wider lines;
 * where all are of one family and one depth, each has a colour and dash of its own.
 * @throws CourseError if a name is none of the training's arms
 */
export function groupArms(where: string, training: Training, names?: readonly string[]): Arm[] {
  const groups = runsByArm(where, training, names);
  return groups.map((group, at) => ({ ...group, ...lookOf(group, at, groups) }));
}

type Look = Pick<Arm, "stroke" | "dash" | "strokeWidth">;

function lookOf(group: ArmRuns, at: number, groups: readonly ArmRuns[]): Look {
  const { family, depth } = group;
  const isAlike = groups.every((other) => other.family === family && other.depth === depth);
  if (isAlike && groups.length > 1) return { ...seriesLook(at, groups.length), strokeWidth: 2.25 };
  const strength = rankInFamily(at, groups);
  return { stroke: familyStroke(family, strength), dash: familyDash(family), strokeWidth: 2.25 + 0.75 * strength };
}

/** @throws CourseError where accuracy is asked of runs that have none, because they learn targets and not classes */
export function requireMetric(where: string, arms: readonly Arm[], metric: Metric): void {
  if (metric === "loss") return;
  const runs = arms.flatMap((arm) => arm.runs);
  if (runs.some(({ accuracy }) => accuracy.length > 0) || runs.every(({ loss }) => loss.length === 0)) return;
  throw refuse(where, "the training is a regression and has no accuracy", 'Write metric: "loss".');
}

/** Whether a training may still measure what it has not measured yet. */
export function goesOn({ status }: Training): boolean {
  return status === "running" || status === "paused";
}

/** 0 for the shallowest of its family … 1 for the deepest; equal depths count in order. */
function rankInFamily(at: number, groups: readonly ArmRuns[]): number {
  const family = groups
    .map(({ family, depth }, place) => ({ family, depth, place }))
    .filter((each) => each.family === groups[at]?.family)
    .sort((a, b) => a.depth - b.depth || a.place - b.place);
  if (family.length < 2) return 0;
  return family.findIndex(({ place }) => place === at) / (family.length - 1);
}
