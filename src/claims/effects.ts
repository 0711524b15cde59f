import { groupArms } from "../charts/runs/arms.ts";
import { finalValue } from "../charts/runs/curves.ts";
import { refuse } from "../core/errors.ts";
import type { Evaluation, GradientProbe, Run, Training } from "../training/contract/protocol.ts";

/**
 * What verdicts compare with their thresholds: one number for each seed, by ascending seed. NaN stands for what a run
 * has not measured yet.
 */

/**
 * Mean of the last `last` mini-batch losses. A diverged run counts as Infinity.
 * @throws CourseError if there is no such arm
 */
export function finalLoss(training: Training, arm: string, last = 50): number[] {
  return runsOf("finalLoss", training, arm).map((run) => finalValue(run, "loss", last));
}

/**
 * Mean of the last `last` mini-batch accuracies, 0 … 1. A diverged run counts as 0.
 * @throws CourseError if there is no such arm
 */
export function finalAccuracy(training: Training, arm: string, last = 50): number[] {
  return runsOf("finalAccuracy", training, arm).map((run) => finalValue(run, "accuracy", last));
}

/**
 * Final loss of one arm minus that of another with the same seed, which also means the same batches. If both diverged
 * there is nothing to compare: NaN.
 * @throws CourseError if there is no such arm, or a seed has only one of the two
 */
export function lossGap(training: Training, higherArm: string, lowerArm: string, last = 50): number[] {
  requireSameSeeds("lossGap", training, higherArm, lowerArm);
  const lower = finalLoss(training, lowerArm, last);
  return finalLoss(training, higherArm, last).map((loss, at) => loss - (lower[at] ?? NaN));
}

/**
 * Loss of the last evaluation on a split, in evaluation mode (batch normalization by its running statistics). A
 * diverged run counts as Infinity.
 * @throws CourseError if there is no such arm
 */
export function evaluationLoss(training: Training, arm: string, split: Evaluation["split"]): number[] {
  const isWanted = (each: Evaluation) => each.split === split && each.mode === "running-statistics";
  return runsOf("evaluationLoss", training, arm).map(({ status, evaluations }) =>
    status === "diverged" ? Infinity : (evaluations.findLast(isWanted)?.loss ?? NaN),
  );
}

/**
 * Loss on test data minus loss on training data at the last evaluation.
 * @throws CourseError if there is no such arm
 */
export function testGap(training: Training, arm: string): number[] {
  const seen = evaluationLoss(training, arm, "training");
  return evaluationLoss(training, arm, "test").map((loss, at) => loss - (seen[at] ?? NaN));
}

/**
 * Updates until the mean training error of the last `window` mini-batches is at most `error`; Infinity where it never
 * is, NaN while it still may be.
 * @throws CourseError if there is no such arm
 */
export function stepsToError(training: Training, arm: string, error = 0.25, window = 10): number[] {
  return runsOf("stepsToError", training, arm).map(({ accuracy, status }) => {
    let sum = 0;
    const at = accuracy.findIndex((value, step) => {
      sum += value - (accuracy[step - window] ?? 0);
      return step >= window - 1 && 1 - sum / window <= error;
    });
    if (at >= 0) return at + 1;
    return status === "running" ? NaN : Infinity;
  });
}

/**
 * Gradient norm at the first block's input divided by that at the last block's output, at a step that was probed:
 * above 1 the gradient grows towards the input, far below 1 it vanishes.
 * @throws CourseError if there is no such arm, or a finished run was not probed at that step
 */
export function gradientRatio(training: Training, arm: string, step: number): number[] {
  return runsOf("gradientRatio", training, arm).map((run) => {
    const probe = run.probes.find((each) => each.step === step);
    if (probe === undefined && run.status === "done") throw refuseStep(run, step);
    return probe === undefined ? NaN : ratioOf(probe);
  });
}

/**
 * The least of the gradient ratios over all probed steps.
 * @throws CourseError if there is no such arm
 */
export function smallestGradientRatio(training: Training, arm: string): number[] {
  return runsOf("smallestGradientRatio", training, arm).map(({ probes }) =>
    probes.length === 0 ? NaN : Math.min(...probes.map(ratioOf)),
  );
}

function runsOf(where: string, training: Training, arm: string): readonly Run[] {
  return groupArms(where, training, [arm]).flatMap(({ runs }) => runs);
}

function ratioOf({ gradientNorms }: GradientProbe): number {
  return (gradientNorms[0] ?? NaN) / (gradientNorms.at(-1) ?? NaN);
}

function requireSameSeeds(where: string, training: Training, first: string, second: string): void {
  const [seeds, others] = [first, second].map((arm) =>
    runsOf(where, training, arm)
      .map(({ seed }) => seed)
      .join(", "),
  );
  if (seeds === others) return;
  throw refuse(
    where,
    `"${first}" has seeds ${seeds}, "${second}" has seeds ${others}`,
    "Train both with the same seeds: the gap is taken seed by seed.",
  );
}

function refuseStep({ arm, probes }: Run, step: number): Error {
  const steps = probes.map((probe) => probe.step).join(", ");
  const remedy = steps === "" ? "Pass probeAt to train." : `Probed steps are ${steps}; change probeAt to add others.`;
  return refuse("gradientRatio", `"${arm}" was not probed at step ${step}`, remedy);
}
