import { mean } from "../../core/statistics.ts";
import { endValue, type EndMeasure, type Metric } from "../../training/results/final-value.ts";
import { chooseMode } from "./arm-splits.ts";
import type { Arm } from "./arms.ts";

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
  /** Of the recorded run: only their means are drawn, pale. */
  readonly behind: readonly ArmEnds[];
}

/** Final values of an arm, by seed; runs without one yet are left out. */
export function armEnds(arm: Arm, measure: EndMeasure): ArmEnds {
  const mode = chooseMode(arm.runs);
  const values = arm.runs.map((run) => endValue(run, measure, mode)).filter((value) => !Number.isNaN(value));
  const finite = values.filter(Number.isFinite);
  return { arm, values, mean: mean(finite) };
}

/** Every pair of family and depth occurs once, and there is more than one depth to compare. */
export function isByDepth(ends: readonly ArmEnds[]): boolean {
  const pairs = new Set(ends.map(({ arm }) => `${arm.family} ${arm.depth}`));
  return pairs.size === ends.length && new Set(ends.map(({ arm }) => arm.depth)).size > 1;
}
