import { mean } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import type { Evaluation, Run, Training } from "../../training/contract/protocol.ts";
import { goesOn, type Arm } from "./arms.ts";
import type { Point } from "./curves.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { groupBy } from "../../core/group-by.ts";

/** An arm's evaluations on one split. */
export interface SplitCurve {
  readonly split: Evaluation["split"];
  readonly seeds: readonly (readonly Point[])[];
  /** Mean over the seeds that were evaluated at a step, where all were. */
  readonly mean: readonly Point[];
}

export interface ArmSplits {
  readonly arm: Arm;
  readonly training: SplitCurve;
  readonly test: SplitCurve;
}

/** An arm's evaluations by split, over the seeds; only those made with the statistics of `mode`. */
export function armSplits(arm: Arm, metric: Metric, mode: Evaluation["mode"]): ArmSplits {
  const curve = (split: Evaluation["split"]): SplitCurve => {
    const seeds = arm.runs.map(({ evaluations }) =>
      evaluations
        .filter((each) => each.split === split && each.mode === mode)
        .map((each) => ({ step: each.step, value: (metric === "loss" ? each.loss : each.accuracy) ?? NaN }))
        .filter(({ value }) => Number.isFinite(value)),
    );
    return { split, seeds, mean: meanBySteps(seeds) };
  };
  return { arm, training: curve("training"), test: curve("test") };
}

function meanBySteps(seeds: readonly (readonly Point[])[]): Point[] {
  const byStep = groupBy(seeds.flat(), ({ step }) => step);
  return [...byStep]
    .filter(([, points]) => points.length === seeds.length)
    .map(([step, points]) => ({ step, value: mean(points.map(({ value }) => value)) }))
    .sort((a, b) => a.step - b.step);
}

/** Running statistics where there are any. */
export function chooseMode(runs: readonly Run[]): Evaluation["mode"] {
  const modes = new Set(runs.flatMap(({ evaluations }) => evaluations.map(({ mode }) => mode)));
  return modes.has("running-statistics") || modes.size === 0 ? "running-statistics" : "batch-statistics";
}

/**
 * Refuses a training that has ended without an evaluation; one that goes on may still be evaluated.
 * @param mode where only evaluations with these statistics count
 */
export function requireEvaluations(
  where: string,
  training: Training,
  arms: readonly Arm[],
  mode?: Evaluation["mode"],
): void {
  const evaluations = arms.flatMap(({ runs }) => runs.flatMap((run) => run.evaluations));
  const modes = [...new Set(evaluations.map((each) => each.mode))];
  if (mode !== undefined && modes.length > 0 && !modes.includes(mode)) {
    throw refuse(where, `no evaluation was made with ${mode.replace("-", " ")}`, `Write mode: "${modes[0]}".`);
  }
  // A run that diverged has an end without an evaluation
  if (modes.length > 0 || goesOn(training) || arms.some(({ runs }) => runs.some(({ status }) => status === "diverged")))
    return;
  throw refuse(
    where,
    "the training has ended and was not evaluated",
    "Pass evaluateEvery: 20 to train, or let it run to its end.",
  );
}

/** Seeds may blow up; the axis follows the means. */
export function greatestMean(splits: readonly ArmSplits[]): number {
  const means = splits.flatMap(({ training, test }) => [...training.mean, ...test.mean].map(({ value }) => value));
  return Math.max(0, ...means) * 1.1 || 1;
}
