import { mean } from "../../core/statistics.ts";
import type { Evaluation, Run } from "../contract/protocol.ts";

/** What a run records at every step. */
export type Metric = "loss" | "accuracy";

/** Which of a run's numbers counts as its end. */
export interface EndMeasure {
  readonly metric: Metric;
  /** Mini-batches at the end whose mean is the final value; undefined: the last evaluation is. */
  readonly last: number | undefined;
  /** Of that evaluation. */
  readonly split: Evaluation["split"];
}

/** Mean of the last `last` values of a run; a diverged run has no finite loss: Infinity, and an accuracy of 0. */
export function finalValue(run: Run, metric: Metric, last: number): number {
  if (run.status === "diverged") return metric === "loss" ? Infinity : 0;
  return mean(run[metric].slice(-last));
}

/**
 * Where a run ended, by its mini-batches or an evaluation; NaN where it has not been measured.
 * @param mode which statistics batch normalization used in that evaluation
 */
export function endValue(run: Run, { metric, last, split }: EndMeasure, mode: Evaluation["mode"]): number {
  if (last !== undefined || run.status === "diverged") return finalValue(run, metric, last ?? 1);
  const evaluation = run.evaluations.findLast((each) => each.split === split && each.mode === mode);
  return (metric === "loss" ? evaluation?.loss : evaluation?.accuracy) ?? NaN;
}
