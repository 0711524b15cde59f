import { mean } from "../../core/statistics.ts";
import type { Run } from "../contract/protocol.ts";

/** What a run records at every step. */
export type Metric = "loss" | "accuracy";

/** Which of a run's numbers counts as its end. */
export interface EndMeasure {
  readonly metric?: Metric;
  /** Mini-batches at the end whose mean is the final value. */
  readonly last?: number;
  /** The last evaluation on this split instead of the last mini-batches. */
  readonly split?: "training" | "test";
}

/** Mean of the last `last` values of a run; a diverged run has no finite loss: Infinity, and an accuracy of 0. */
export function finalValue(run: Run, metric: Metric, last: number): number {
  if (run.status === "diverged") return metric === "loss" ? Infinity : 0;
  return mean(run[metric].slice(-last));
}

/** Where a run ended, by its mini-batches or an evaluation; NaN where it has not been measured. */
export function endValue(run: Run, { metric = "loss", last = 50, split }: EndMeasure): number {
  if (split === undefined || run.status === "diverged") return finalValue(run, metric, last);
  const evaluation = run.evaluations.findLast((each) => each.split === split);
  return (metric === "loss" ? evaluation?.loss : evaluation?.accuracy) ?? NaN;
}
