import { refuse } from "../../core/errors.ts";
import { checkOptionNames, requireChoice, requireInteger } from "../../core/check-value.ts";
import type { DataSpec, SplitName } from "../../data/spec.ts";
import type { Architecture } from "../../models/graph.ts";
import { requireArchitecture, requireMatch } from "./check-architecture.ts";
import { countOf, describeData } from "./data-facts.ts";
import { applyPreference } from "./engine-preference.ts";
import type { EngineChoice, Evaluation, Examples, Training } from "../contract/protocol.ts";
import type { LossKind } from "../contract/session.ts";
import type { Parameters } from "../contract/parameters.ts";
import { QueuedTraining, type TrainContext } from "./queued-training.ts";
import { readEngine, readLoss, readTrainRequest, type Arms, type TrainOptions } from "./train-request.ts";
import { link, queue } from "./worker-line.ts";

/**
 * Trains every arm with every seed in the worker, and yields snapshots while it goes on; the last one has status
 * "done", or "stopped" if the context's signal ended it. Starts at the first `next()`; `return()` cancels at once.
 * Two trainings never run at the same time: the second waits. One that is paused lets the others have the engine, and
 * waits for its turn again when it is resumed.
 * @throws CourseError, at once, if the arms or options cannot be used; the iterator throws one if the worker fails
 */
export function train(
  arms: Arms,
  options: TrainOptions,
  context: TrainContext = {},
): AsyncGenerator<Training, undefined, void> {
  return new QueuedTraining(readTrainRequest(arms, options), context, { link, queue }).snapshots;
}

export interface EvaluateOptions {
  readonly data: DataSpec;
  readonly split?: SplitName;
  /** Which statistics batch normalisation uses: those it kept while training, or those of each batch. */
  readonly mode?: Evaluation["mode"];
  readonly loss?: LossKind;
  readonly engine?: EngineChoice;
}

/**
 * Mean loss and accuracy of a net over a whole split.
 * @param parameters as a training with `keepParameters: true` returns them
 */
export async function evaluate(
  architecture: Architecture,
  parameters: Parameters,
  options: EvaluateOptions,
): Promise<Evaluation> {
  requireArchitecture("evaluate", architecture);
  if (typeof parameters !== "object" || (parameters as unknown) === null) {
    throw refuse("evaluate", "there are no parameters", "Pass those of a run trained with keepParameters: true.");
  }
  checkOptionNames("evaluate", options, ["data", "split", "mode", "loss", "engine"]);
  const facts = describeData("evaluate", options.data);
  const loss = readLoss("evaluate", options.loss, facts);
  requireMatch("evaluate", architecture, facts, loss);
  const request = {
    architecture,
    parameters,
    data: options.data,
    split: readSplit("evaluate", options.split),
    mode: requireChoice("evaluate", "mode", options.mode ?? "running-statistics", [
      "running-statistics",
      "batch-statistics",
    ]),
    loss,
    engine: applyPreference(readEngine("evaluate", options.engine)),
  };
  return (await link.ask({ kind: "evaluate", request })) as Evaluation;
}

export interface ExamplesOptions {
  readonly count?: number;
  readonly split?: SplitName;
}

/** The first examples of a split, generated in the worker. */
export async function examples(data: DataSpec, options: ExamplesOptions = {}): Promise<Examples> {
  checkOptionNames("examples", options, ["count", "split"]);
  const facts = describeData("examples", data);
  const split = readSplit("examples", options.split);
  const available = countOf(facts, split);
  const count = requireInteger("examples", "count", options.count ?? Math.min(100, available), 1);
  if (count > available) {
    throw refuse("examples", `count must not exceed the ${available} of the set, got ${count}`, `Try ${available}.`);
  }
  return (await link.ask({ kind: "examples", request: { data, split, count } })) as Examples;
}

function readSplit(where: string, split: unknown): SplitName {
  return requireChoice(where, "split", split ?? "training", ["training", "test"]);
}
