import { refuse } from "../core/errors.ts";
import {
  checkOptionNames,
  requireBoolean,
  requireChoice,
  requireInteger,
  requireNumber,
  show,
} from "../core/options.ts";
import type { DataSpec } from "../data/spec.ts";
import type { Architecture } from "../models/graph.ts";
import { requireArchitecture, requireMatch } from "./check-architecture.ts";
import { describeData, type DataFacts } from "./data-facts.ts";
import type { ArmRequest, EngineChoice, LossKind, OptimizerSpec, Parameters, TrainingRequest } from "./protocol.ts";

/** What a cell passes to `train` for one arm. */
export interface ArmOptions {
  readonly architecture: Architecture;
  /** Start from these parameters instead of random ones. */
  readonly initial?: Parameters;
  readonly learningRate?: number;
}

export type Arms = Architecture | readonly Architecture[] | Readonly<Record<string, Architecture | ArmOptions>>;

export interface TrainOptions {
  readonly data: DataSpec;
  readonly seeds?: readonly number[];
  /** Updates of each run. */
  readonly steps: number;
  readonly batchSize?: number;
  readonly learningRate?: number;
  readonly momentum?: number;
  readonly weightDecay?: number;
  /** Multiply the rate by `factor` once `at` of all steps (0 … 1) are done. */
  readonly decay?: OptimizerSpec["decay"];
  readonly loss?: LossKind;
  /** Measure gradient norms after so many updates. */
  readonly probeAt?: readonly number[];
  /** Measure loss and accuracy on both splits every so many steps, and at the end. */
  readonly evaluateEvery?: number;
  /** Return the trained parameters. */
  readonly keepParameters?: boolean;
  readonly engine?: EngineChoice;
}

const optionNames = [
  ...["data", "seeds", "steps", "batchSize", "learningRate", "momentum", "weightDecay", "decay", "loss"],
  ...["probeAt", "evaluateEvery", "keepParameters", "engine"],
];

/**
 * Completes and checks what a cell asks for, before anything is started.
 * @throws CourseError that says which argument cannot be used, and what would work
 */
export function readTrainRequest(arms: Arms, options: TrainOptions): TrainingRequest {
  checkOptionNames("train", options, optionNames);
  const data = describeData("train", options.data);
  const steps = requireInteger("train", "steps", options.steps, 1);
  const optimizer = readOptimizer(options);
  const request = {
    data: options.data,
    seeds: readSeeds(options.seeds ?? [1]),
    steps,
    batchSize: readBatchSize(options.batchSize ?? Math.min(128, data.trainingCount), data.trainingCount),
    optimizer,
    loss: readLoss("train", options.loss, data),
    probeAt: readProbes(options.probeAt ?? [], steps),
    evaluateEvery: requireInteger("train", "evaluateEvery", options.evaluateEvery ?? 0, 0),
    keepParameters: requireBoolean("train", "keepParameters", options.keepParameters ?? false),
    engine: readEngine("train", options.engine),
  };
  const named = nameArms(arms);
  for (const { architecture } of named) requireMatch("train", architecture, data, request.loss);
  return { ...request, arms: named.map((arm) => readArm(arm, optimizer)) };
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
  return requireChoice(where, "engine", engine ?? "auto", ["auto", "webgl", "wasm"]);
}

function readOptimizer(options: TrainOptions): OptimizerSpec {
  const { learningRate = 0.1, momentum = 0.9, weightDecay = 1e-4, decay = [] } = options;
  if (!Array.isArray(decay)) {
    throw refuse("train", `decay must be a list, got ${show(decay)}`, "Try decay: [{at: 0.75, factor: 0.1}].");
  }
  return {
    kind: "sgd",
    learningRate: requireNumber("train", "learningRate", learningRate, 0),
    warmUp: null,
    momentum: requireNumber("train", "momentum", momentum, 0, 1),
    weightDecay: requireNumber("train", "weightDecay", weightDecay, 0),
    decay: decay.map((each: unknown) => {
      checkOptionNames("train decay", each, ["at", "factor"]);
      const { at, factor } = each as Record<string, unknown>;
      return {
        at: requireNumber("train", "decay's at", at, 0, 1),
        factor: requireNumber("train", "decay's factor", factor, 0),
      };
    }),
  };
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

function readProbes(probeAt: unknown, steps: number): number[] {
  if (!Array.isArray(probeAt)) {
    throw refuse("train", `probeAt must be a list of steps, got ${show(probeAt)}`, "Try probeAt: [0, 100].");
  }
  for (const step of probeAt) {
    if (requireInteger("train", "probeAt", step, 0) <= steps) continue;
    throw refuse("train", `probeAt ${show(step)} lies behind the last step, ${steps}`, `Use steps from 0 to ${steps}.`);
  }
  return probeAt as number[];
}

interface NamedArm extends ArmOptions {
  readonly name: string;
}

function nameArms(arms: unknown): NamedArm[] {
  if (typeof arms === "object" && arms !== null && !Array.isArray(arms) && !("nodes" in arms)) {
    const entries = Object.entries(arms);
    if (entries.length > 0) return entries.map(([name, arm]) => ({ name, ...readArmOptions(name, arm) }));
  }
  const list: unknown[] = Array.isArray(arms) ? arms : [arms];
  if (list.length === 0) throw refuse("train", "there is no net to train", "Pass at least one architecture.");
  const architectures = list.map((arm) => requireArchitecture("train", arm));
  const names = architectures.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return architectures.map((architecture) => ({ name: architecture.name, architecture }));
  throw refuse("train", `two nets are called ${twice}`, "Name them: train({first: …, second: …}, …).");
}

function readArmOptions(name: string, arm: unknown): ArmOptions {
  const where = `train, arm "${name}"`;
  if (typeof arm !== "object" || arm === null || !("architecture" in arm)) {
    return { architecture: requireArchitecture(where, arm) };
  }
  checkOptionNames(where, arm, ["architecture", "initial", "learningRate"]);
  const { architecture, initial, learningRate } = arm as ArmOptions;
  requireArchitecture(where, architecture);
  if (learningRate !== undefined) requireNumber(where, "learningRate", learningRate, 0);
  return {
    architecture,
    ...(initial === undefined ? {} : { initial }),
    ...(learningRate === undefined ? {} : { learningRate }),
  };
}

function readArm({ name, architecture, initial, learningRate }: NamedArm, optimizer: OptimizerSpec): ArmRequest {
  return {
    name,
    architecture,
    ...(initial === undefined ? {} : { initial }),
    ...(learningRate === undefined ? {} : { optimizer: { ...optimizer, learningRate } }),
  };
}
