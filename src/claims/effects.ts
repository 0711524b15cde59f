import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { show } from "../core/check-value.ts";
import { groupBy } from "../core/group-by.ts";
import { callback, choice, integer, number, text } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { traced } from "./effect-origin.ts";
import { trainingKind } from "../training/contract/kinds.ts";
import type { Evaluation, GradientProbe, Run, Training } from "../training/contract/protocol.ts";
import { runsByArm } from "../training/results/arms.ts";
import { finalValue } from "../training/results/final-value.ts";

/**
 * What verdicts compare with their thresholds: one number for each seed, by ascending seed. NaN stands for what a run
 * has not measured yet. The lists know the training that they were computed from: see `originOf`.
 */

const arm = parameter("arm", text, "The name of an arm, as in train({…}).");
const oneForEachSeed = ["number[]", "one for each seed, by ascending seed"] as const;
const noSuchArm = "there is no such arm";
const last = { last: withDefault(integer({ least: 1, unit: "steps" }), 50, "Steps at the end whose mean is taken.") };

export const finalLoss = declare(
  {
    name: "finalLoss",
    help: "Mean of the last mini-batch losses. A diverged run counts as Infinity.",
    parameters: [parameter("training", trainingKind), arm, options(last)],
    returns: oneForEachSeed,
    refuses: noSuchArm,
    example: 'finalLoss(exampleRun, "plain-8")',
  },
  (training, arm, { last }) =>
    traced(
      training,
      runsOf("finalLoss", training, arm).map((run) => finalValue(run, "loss", last)),
      { arms: [arm] },
    ),
);

export const finalAccuracy = declare(
  {
    name: "finalAccuracy",
    help: "Mean of the last mini-batch accuracies, 0 … 1. A diverged run counts as 0.",
    parameters: [parameter("training", trainingKind), arm, options(last)],
    returns: oneForEachSeed,
    refuses: noSuchArm,
    example: 'finalAccuracy(exampleRun, "plain-8", {last: 20})',
  },
  (training, arm, { last }) =>
    traced(
      training,
      runsOf("finalAccuracy", training, arm).map((run) => finalValue(run, "accuracy", last)),
      { arms: [arm] },
    ),
);

export const lossGap = declare(
  {
    name: "lossGap",
    help: "Final loss of one arm minus that of another with the same seed, which also means the same batches, and the same weights at the start in layers of the same name and shape. If both diverged there is nothing to compare: NaN.",
    parameters: [
      parameter("training", trainingKind),
      parameter("higherArm", text, "The arm that is expected to end higher."),
      parameter("lowerArm", text, "The arm that it is compared with."),
      options(last),
    ],
    returns: oneForEachSeed,
    refuses: "there is no such arm, or a seed has only one of the two",
    example: 'lossGap(exampleRun, "plain-8", "residual-8")',
  },
  (training, higherArm, lowerArm, settings) => {
    requireSameSeeds("lossGap", training, higherArm, lowerArm);
    const lower = finalLoss(training, lowerArm, settings);
    const gaps = finalLoss(training, higherArm, settings).map((loss, at) => loss - (lower[at] ?? NaN));
    return traced(training, gaps, { arms: [higherArm, lowerArm] });
  },
);

export const evaluationLoss = declare(
  {
    name: "evaluationLoss",
    help: "Loss of the last evaluation on a split, in evaluation mode (batch normalization by its running statistics). A diverged run counts as Infinity.",
    parameters: [
      parameter("training", trainingKind, "Trained with evaluateEvery."),
      arm,
      options({ split: withDefault(choice("test", "training"), "test", "The examples that are evaluated.") }),
    ],
    returns: oneForEachSeed,
    refuses: noSuchArm,
    example: 'evaluationLoss(exampleRun, "plain-8", {split: "training"})',
  },
  (training, arm, { split }) => {
    const isWanted = (each: Evaluation) => each.split === split && each.mode === "running-statistics";
    const losses = runsOf("evaluationLoss", training, arm).map(({ status, evaluations }) =>
      status === "diverged" ? Infinity : (evaluations.findLast(isWanted)?.loss ?? NaN),
    );
    return traced(training, losses, { arms: [arm] });
  },
);

export const testGap = declare(
  {
    name: "testGap",
    help: "Loss on test data minus loss on training data at the last evaluation.",
    parameters: [parameter("training", trainingKind, "Trained with evaluateEvery."), arm],
    returns: oneForEachSeed,
    refuses: noSuchArm,
    example: 'testGap(exampleRun, "plain-8")',
  },
  (training, arm) => {
    const seen = evaluationLoss(training, arm, { split: "training" });
    const gaps = evaluationLoss(training, arm, { split: "test" }).map((loss, at) => loss - (seen[at] ?? NaN));
    return traced(training, gaps, { arms: [arm] });
  },
);

export const stepsToError = declare(
  {
    name: "stepsToError",
    help: "Updates until the mean training error of the last mini-batches is low enough; Infinity where it never is, NaN while it still may be.",
    parameters: [
      parameter("training", trainingKind),
      arm,
      options({
        error: withDefault(number({ least: 0, most: 1 }), 0.25, "The error to be reached: the share of wrong answers."),
        window: withDefault(integer({ least: 1, unit: "steps" }), 10, "Mini-batches whose mean error is taken."),
      }),
    ],
    returns: oneForEachSeed,
    refuses: noSuchArm,
    example: 'stepsToError(exampleRun, "plain-8", {error: 0.5})',
  },
  (training, arm, { error, window }) => {
    const steps = runsOf("stepsToError", training, arm).map(({ accuracy, status }) => {
      let sum = 0;
      const at = accuracy.findIndex((value, step) => {
        sum += value - (accuracy[step - window] ?? 0);
        return step >= window - 1 && 1 - sum / window <= error;
      });
      if (at >= 0) return at + 1;
      return status === "running" ? NaN : Infinity;
    });
    return traced(training, steps, { arms: [arm] });
  },
);

export const gradientRatio = declare(
  {
    name: "gradientRatio",
    help: "Gradient norm at the first block's input divided by that at the last block's output, at a step that was probed: above 1 the gradient grows towards the input, far below 1 it vanishes.",
    parameters: [
      parameter("training", trainingKind, "Trained with probeAt."),
      arm,
      options({
        step: needed(integer({ least: 0, unit: "updates" }), "The step at which the net was probed."),
      }),
    ],
    returns: oneForEachSeed,
    refuses: "there is no such arm, or a finished run was not probed at that step",
    example: 'gradientRatio(exampleRun, "plain-8", {step: 0})',
  },
  (training, arm, { step }) => {
    const ratios = runsOf("gradientRatio", training, arm).map((run) => {
      const probe = run.probes.find((each) => each.step === step);
      if (probe === undefined && run.status === "done") throw refuseStep(run, step);
      return probe === undefined ? NaN : ratioOf("gradientRatio", run, probe);
    });
    return traced(training, ratios, { arms: [arm], isProbed: true });
  },
);

export const smallestGradientRatio = declare(
  {
    name: "smallestGradientRatio",
    help: "The least of the gradient ratios over all probed steps.",
    parameters: [parameter("training", trainingKind, "Trained with probeAt."), arm],
    returns: oneForEachSeed,
    refuses: noSuchArm,
    example: 'smallestGradientRatio(exampleRun, "plain-8")',
  },
  (training, arm) => {
    const ratios = runsOf("smallestGradientRatio", training, arm).map((run) =>
      run.probes.length === 0
        ? NaN
        : Math.min(...run.probes.map((probe) => ratioOf("smallestGradientRatio", run, probe))),
    );
    return traced(training, ratios, { arms: [arm], isProbed: true });
  },
);

export const perSeed = declare(
  {
    name: "perSeed",
    help: "Effects of your own: calls a function for each seed with that seed's runs, by the names of their arms, and keeps with its numbers which training they come from. A verdict says that the cell computes them.",
    parameters: [
      parameter("training", trainingKind),
      parameter(
        "effect",
        callback<(runs: Readonly<Record<string, Run>>, seed: number) => number>("(runs, seed) => number"),
        "Must look at the runs: a number that hangs on none of them is no effect.",
      ),
    ],
    returns: oneForEachSeed,
    refuses: "the function does not look at the runs, or returns no number",
    example: 'perSeed(exampleRun, (runs) => runs["plain-8"].loss[0] / runs["residual-8"].loss[0])',
  },
  (training, effect) => {
    const bySeed = [...groupBy(training.runs, ({ seed }) => seed)].sort(([a], [b]) => a - b);
    const seen = new Seen();
    const numbers = bySeed.map(([seed, runs]) => effectOf(effect, { runs, seed, seen }));
    return traced(training, numbers, { arms: [...seen.arms], isProbed: seen.probes, isDerived: true });
  },
);

/** What an effect of a cell's own has looked at, of all seeds together. */
class Seen {
  readonly arms = new Set<string>();
  probes = false;
}

interface SeedRuns {
  readonly runs: readonly Run[];
  readonly seed: number;
  readonly seen: Seen;
}

function effectOf(
  effect: (runs: Readonly<Record<string, Run>>, seed: number) => unknown,
  { runs, seed, seen }: SeedRuns,
): number {
  let isRead = false;
  const watched = runs.map((run) => {
    const read = (target: Run, name: string | symbol): unknown => {
      isRead = true;
      seen.arms.add(target.arm);
      seen.probes ||= name === "probes";
      return Reflect.get(target, name);
    };
    return [run.arm, new Proxy(run, { get: read })] as const;
  });
  const number = effect(Object.fromEntries(watched), seed);
  if (typeof number !== "number") {
    const remedy = "Return one number for the seed: NaN where nothing was measured.";
    throw refuse("perSeed", `the effect of seed ${seed} must be a number, got ${show(number)}`, remedy);
  }
  if (isRead || runs.length === 0) return number;
  const names = runs.map(({ arm }) => JSON.stringify(arm)).join(", ");
  throw refuse("perSeed", "the function does not look at the runs that it is given", `Runs are ${names}.`);
}

function runsOf(where: string, training: Training, arm: string): readonly Run[] {
  return runsByArm(where, training, [arm]).flatMap(({ runs }) => runs);
}

function ratioOf(where: string, { arm }: Run, { gradientNorms }: GradientProbe): number {
  if (gradientNorms.length === 0) {
    const problem = `"${arm}" was probed without "gradient-norms", or has no labelled blocks to measure them at`;
    throw refuse(where, problem, "In a net of your own, mark each block: labelBlock(x, {stage: 1, index: 1}).block.");
  }
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
