import { mean } from "../../core/statistics.ts";
import type { Run } from "../../training/contract/protocol.ts";
import type { Arm } from "./arms.ts";
import { finalValue } from "./curves.ts";
import type { Metric } from "../frame/theme.ts";

/** Which of a run's numbers counts as its end. */
export interface EndMeasure {
  readonly metric?: Metric;
  /** Mini-batches at the end whose mean is the final value. */
  readonly last?: number;
  /** The last evaluation on this split instead of the last mini-batches. */
  readonly split?: "training" | "test";
}

/** An arm and where each of its seeds ended. A diverged seed's loss is Infinity. */
export interface ArmEnds {
  readonly arm: Arm;
  readonly values: readonly number[];
  /** Of the values that are finite; NaN where none is. */
  readonly mean: number;
}

export interface EndsStyle {
  readonly metric: Metric;
  readonly chance: number | undefined;
  readonly title: string;
}

/** Final values of an arm, by seed; runs without one yet are left out. */
export function armEnds(arm: Arm, options: EndMeasure): ArmEnds {
  const values = arm.runs.map((run) => endValue(run, options)).filter((value) => !Number.isNaN(value));
  const finite = values.filter(Number.isFinite);
  return { arm, values, mean: mean(finite) };
}

function endValue(run: Run, { metric = "loss", last = 50, split }: EndMeasure): number {
  if (split === undefined || run.status === "diverged") return finalValue(run, metric, last);
  const evaluation = run.evaluations.findLast((each) => each.split === split);
  return (metric === "loss" ? evaluation?.loss : evaluation?.accuracy) ?? NaN;
}

/** Every pair of family and depth occurs once, and there is more than one depth to compare. */
export function isByDepth(ends: readonly ArmEnds[]): boolean {
  const pairs = new Set(ends.map(({ arm }) => `${arm.family} ${arm.depth}`));
  return pairs.size === ends.length && new Set(ends.map(({ arm }) => arm.depth)).size > 1;
}
