import { refuse } from "../../core/errors.ts";
import { boolean, choice, integer, list, seedKind } from "../../core/kinds.ts";
import { needed, optional, readOptions, withDefault, type OptionsOf, type SettingsOf } from "../../core/options.ts";
import { dataKind } from "../../data/kinds.ts";
import type { DataSpec } from "../../data/spec.ts";
import { requireMatch } from "./check-architecture.ts";
import { describeData, type DataFacts } from "./data-facts.ts";
import { engineKind, lossKind, savedTrainingKind } from "../contract/kinds.ts";
import { probeKinds } from "../contract/measurements.ts";
import { requireTrainingRoom } from "./require-room.ts";
import { requireProbed, requireProbeSteps } from "./read-probes.ts";
import type { SavedTraining, TrainingRequest } from "../contract/protocol.ts";
import type { LossKind } from "../contract/session.ts";
import { armsKind, completeArms, type Arms, type NamedArm } from "./read-arms.ts";
import { augmentKind, readAugment } from "./read-augment.ts";
import { optimizerOptions, readOptimizer } from "./read-optimizer.ts";
import { addSteps, readResume, requireSame } from "./read-resume.ts";

export type { Arms };

const updates = { least: 0, unit: "updates" };

/** What a cell passes to `train` for all arms. */
export const trainOptions = {
  data: optional(dataKind, "What the nets are trained on.", "needed, except with `resume`, whose data it is then"),
  steps: needed(integer({ least: 1, unit: "updates" }), "Updates of each run; with `resume`, so many more."),
  seeds: optional(
    list(seedKind, { least: 1 }),
    "Every arm is trained once with each: a seed decides the starting weights and the order of the examples.",
    "[1], or those of `resume`",
  ),
  batchSize: optional(
    integer({ least: 1, unit: "examples" }),
    "Of each update.",
    "128, or all training examples where there are fewer; that of `resume`",
  ),
  ...optimizerOptions,
  augment: optional(augmentKind, "How training images are varied, as in He et al. 2015 sec. 4.2.", "not at all"),
  loss: optional(lossKind, "What is minimised.", "cross-entropy for classes, mean squared error for other targets"),
  evaluateEvery: withDefault(
    integer(updates),
    0,
    "Measure loss and accuracy on both splits every so many steps, and at the end; 0: at the end only.",
  ),
  probeAt: withDefault(list(integer(updates)), [], "Probe the nets after so many updates; 0 is before the first."),
  probes: optional(list(choice(...probeKinds)), "What to measure there.", '["gradient-norms"], at the blocks'),
  keepParameters: withDefault(boolean, false, "Whether the runs carry their parameters when the training has ended."),
  keepState: withDefault(
    boolean,
    false,
    "Whether the training can be gone on with later: by `resume`, or from a file of `saveTraining`.",
  ),
  resume: optional(savedTrainingKind, "A training with `keepState` to go on from, or one that was loaded."),
  engine: withDefault(
    engineKind,
    "auto",
    'What computes: "webgl" is the course\'s compiled step on the graphics processor, "tfjs" is WebGL without it, "wasm" the processor; "auto" takes what is fastest here.',
  ),
};

export type TrainOptions = OptionsOf<typeof trainOptions>;

/**
 * Reads and completes what a cell asks for, before anything is started.
 * @throws CourseError that says which argument cannot be used, and what would work
 */
export function readTrainRequest(arms: Arms, options: TrainOptions): TrainingRequest {
  return completeRequest(armsKind.read("train", "arms", arms), readOptions("train", options, trainOptions));
}

/** @throws CourseError that says which arguments do not fit together, and what would work */
export function completeRequest(
  named: readonly NamedArm[],
  settings: SettingsOf<typeof trainOptions>,
): TrainingRequest {
  const resume = readResume(settings.resume);
  const spec = (settings.data ?? resume?.recipe.data) as DataSpec;
  const data = describeData("train", spec);
  const steps = addSteps(settings.steps, resume);
  const optimizer = readOptimizer("train", settings, resume?.recipe.optimizer);
  const { evaluateEvery, probeAt, probes, keepParameters, keepState, engine } = settings;
  requireProbeSteps(probeAt, steps);
  requireProbed(probes, probeAt);
  const batchSize = settings.batchSize ?? resume?.recipe.batchSize ?? Math.min(128, data.trainingCount);
  const request = {
    data: spec,
    seeds: requireDistinct(settings.seeds ?? savedSeeds(resume) ?? [1]),
    steps,
    batchSize: requireBatchSize(batchSize, data.trainingCount),
    augment: readAugment("train", settings.augment ?? resume?.recipe.augment, data),
    optimizer,
    loss: readLoss("train", settings.loss, data),
    ...{ probeAt, evaluateEvery, keepParameters, keepState, engine },
    ...(probes === undefined ? {} : { probes }),
    ...(resume === null ? {} : { resume }),
    arms: completeArms(named, optimizer),
  };
  for (const { architecture } of request.arms) requireMatch("train", architecture, data, request.loss);
  if (resume !== null) requireSame(request, resume);
  requireTrainingRoom(request, data);
  return request;
}

function savedSeeds(resume: SavedTraining | null): number[] | null {
  return resume && [...new Set(resume.training.runs.map(({ seed }) => seed))];
}

/** Cross-entropy where the data has classes, mean squared error where it has targets. */
export function readLoss(where: string, loss: LossKind | undefined, { classes }: DataFacts): LossKind {
  const fitting = classes === null ? "mean-squared-error" : "cross-entropy";
  const chosen = loss ?? fitting;
  if (chosen === fitting) return chosen;
  const has = classes === null ? "targets and no classes" : "classes and no targets";
  throw refuse(where, `loss "${chosen}" does not fit data with ${has}`, `Use loss: "${fitting}".`);
}

function requireDistinct(seeds: readonly number[]): readonly number[] {
  if (new Set(seeds).size === seeds.length) return seeds;
  throw refuse("train", `seeds must differ, got [${seeds.join(", ")}]`, "The same seed gives the same run.");
}

function requireBatchSize(size: number, examples: number): number {
  if (size <= examples) return size;
  const problem = `batchSize must not exceed the ${examples} training examples, got ${size}`;
  throw refuse("train", problem, `Try batchSize: ${examples}, or ask for more data.`);
}
