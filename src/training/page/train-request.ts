import { refuse } from "../../core/errors.ts";
import { checkOptionNames, requireBoolean, requireChoice, requireInteger, show } from "../../core/check-value.ts";
import type { DataSpec } from "../../data/spec.ts";
import { requireMatch } from "./check-architecture.ts";
import { describeData, type DataFacts } from "./data-facts.ts";
import type { ProbeKind } from "../contract/measurements.ts";
import { readProbeKinds, readProbeSteps } from "./read-probes.ts";
import type { EngineChoice, SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";
import type { LossKind } from "../contract/session.ts";
import { readArms, type Arms } from "./read-arms.ts";
import { readAugment, type AugmentOption } from "./read-augment.ts";
import { optimizerOptionNames, readOptimizer, type OptimizerOptions } from "./read-optimizer.ts";
import { addSteps, readResume, requireSame } from "./read-resume.ts";

export type { Arms };

/** What a cell passes to `train` for all arms. */
export interface TrainOptions extends OptimizerOptions {
  /** May be left out with `resume`, as everything that was fixed then. */
  readonly data?: DataSpec;
  readonly seeds?: readonly number[];
  /** Updates of each run; with `resume`, so many more. */
  readonly steps: number;
  readonly batchSize?: number;
  /** Vary training images as in He et al. 2015 sec. 4.2: `{pad: 4, flip: true}`. */
  readonly augment?: AugmentOption;
  readonly loss?: LossKind;
  /** Probe the net after so many updates. */
  readonly probeAt?: readonly number[];
  /** What to measure there; gradient norms at the blocks by default. */
  readonly probes?: readonly ProbeKind[];
  /** Measure loss and accuracy on both splits every so many steps, and at the end. */
  readonly evaluateEvery?: number;
  /** Return the trained parameters. */
  readonly keepParameters?: boolean;
  /** Return what the training can be gone on with: for `resume`, and for `saveTraining`. */
  readonly keepState?: boolean;
  /** Go on from a training that was made with `keepState`, or from a file. */
  readonly resume?: SavedTraining | Training;
  readonly engine?: EngineChoice;
}

const optionNames = [
  ...["data", "seeds", "steps", "batchSize", "augment", "loss", ...optimizerOptionNames],
  ...["probeAt", "probes", "evaluateEvery", "keepParameters", "keepState", "resume", "engine"],
];

/**
 * Completes and checks what a cell asks for, before anything is started.
 * @throws CourseError that says which argument cannot be used, and what would work
 */
export function readTrainRequest(arms: Arms, options: TrainOptions): TrainingRequest {
  checkOptionNames("train", options, optionNames);
  const resume = readResume(options.resume);
  const spec = (options.data ?? resume?.recipe.data) as DataSpec;
  const data = describeData("train", spec);
  const steps = addSteps(requireInteger("train", "steps", options.steps, 1), resume);
  const optimizer = readOptimizer("train", options, resume?.recipe.optimizer);
  const batchSize = options.batchSize ?? resume?.recipe.batchSize ?? Math.min(128, data.trainingCount);
  const request = {
    data: spec,
    seeds: readSeeds(options.seeds ?? savedSeeds(resume) ?? [1]),
    steps,
    batchSize: readBatchSize(batchSize, data.trainingCount),
    augment: readAugment("train", options.augment ?? resume?.recipe.augment ?? undefined, data),
    optimizer,
    loss: readLoss("train", options.loss, data),
    probeAt: readProbeSteps(options.probeAt ?? [], steps),
    ...(options.probes === undefined ? {} : { probes: readProbeKinds(options.probes, options.probeAt ?? []) }),
    evaluateEvery: requireInteger("train", "evaluateEvery", options.evaluateEvery ?? 0, 0),
    keepParameters: requireBoolean("train", "keepParameters", options.keepParameters ?? false),
    keepState: requireBoolean("train", "keepState", options.keepState ?? false),
    ...(resume === null ? {} : { resume }),
    engine: readEngine("train", options.engine),
    arms: readArms(arms, optimizer),
  };
  for (const { architecture } of request.arms) requireMatch("train", architecture, data, request.loss);
  if (resume !== null) requireSame(request, resume);
  return request;
}

function savedSeeds(resume: SavedTraining | null): number[] | null {
  return resume && [...new Set(resume.training.runs.map(({ seed }) => seed))];
}

/** Cross-entropy where the data has classes, mean squared error where it has targets. */
export function readLoss(where: string, loss: unknown, { classes }: DataFacts): LossKind {
  const fitting = classes === null ? "mean-squared-error" : "cross-entropy";
  const chosen = requireChoice(where, "loss", loss ?? fitting, ["cross-entropy", "mean-squared-error"]);
  if (chosen === fitting) return chosen;
  const has = classes === null ? "targets and no classes" : "classes and no targets";
  throw refuse(where, `loss "${chosen}" does not fit data with ${has}`, `Use loss: "${fitting}".`);
}

export function readEngine(where: string, engine: unknown): EngineChoice {
  return requireChoice(where, "engine", engine ?? "auto", ["auto", "webgl", "wasm", "tfjs"]);
}

function readSeeds(seeds: unknown): number[] {
  if (!Array.isArray(seeds) || seeds.length === 0) {
    throw refuse("train", `seeds must be a list of integers, got ${show(seeds)}`, "Try seeds: [1, 2, 3].");
  }
  const checked = seeds.map((seed) => requireInteger("train", "seeds", seed, -Infinity));
  if (new Set(checked).size === checked.length) return checked;
  throw refuse("train", `seeds must differ, got ${show(seeds)}`, "The same seed gives the same run.");
}

function readBatchSize(batchSize: unknown, examples: number): number {
  const size = requireInteger("train", "batchSize", batchSize, 1);
  if (size <= examples) return size;
  const problem = `batchSize must not exceed the ${examples} training examples, got ${size}`;
  throw refuse("train", problem, `Try batchSize: ${examples}, or ask for more data.`);
}
