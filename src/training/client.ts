import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireChoice, requireInteger } from "../core/options.ts";
import type { DataSpec, SplitName } from "../data/spec.ts";
import type { Architecture } from "../models/graph.ts";
import { requireArchitecture, requireMatch } from "./check-architecture.ts";
import { Conflated } from "./conflated.ts";
import { countOf, describeData } from "./data-facts.ts";
import type {
  EngineChoice,
  Evaluation,
  Examples,
  LossKind,
  Parameters,
  Training,
  TrainingRequest,
} from "./protocol.ts";
import { Queue, type QueueEntry } from "./queue.ts";
import { readEngine, readLoss, readTrainRequest, type Arms, type TrainOptions } from "./train-request.ts";
import { WorkerLink } from "./worker-link.ts";

/** What the page that runs a cell wants to know of its training, and how it ends it. */
export interface TrainContext {
  /** Aborted to end the training and keep its curves. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainProgress) => void;
}

export interface TrainProgress {
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  /** Its place among those that wait for the engine, 1 is next; null once it trains. */
  readonly queuePlace: number | null;
}

const link = new WorkerLink(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "training" }),
);
const queue = new Queue();

/**
 * Trains every arm with every seed in the worker, and yields snapshots while it goes on; the last one has status
 * "done", or "stopped" if the context's signal ended it. Starts at the first `next()`; `return()` cancels at once.
 * Two trainings never run at the same time: the second waits.
 * @throws CourseError, at once, if the arms or options cannot be used; the iterator throws one if the worker fails
 */
export function train(
  arms: Arms,
  options: TrainOptions,
  context: TrainContext = {},
): AsyncGenerator<Training, undefined, void> {
  const request = readTrainRequest(arms, options);
  const ending = new AbortController();
  const entry: QueueEntry = {
    run: () => follow(request, snapshots, ending.signal, context),
    onPlace: (queuePlace) => {
      if (queuePlace > 0) context.onProgress?.({ ...emptyProgress(request), queuePlace });
    },
  };
  const snapshots: Conflated<Training> = new Conflated<Training>({
    start: () => {
      if (context.signal?.aborted === true) return snapshots.end();
      context.signal?.addEventListener("abort", () => queue.remove(entry) && snapshots.end(), { once: true });
      queue.add(entry);
    },
    cancel: () => {
      queue.remove(entry);
      ending.abort();
    },
  });
  return snapshots;
}

function emptyProgress({ arms, seeds, steps }: TrainingRequest): TrainProgress {
  return { doneSteps: 0, totalSteps: arms.length * seeds.length * steps, elapsedMs: 0, queuePlace: null };
}

/** The training's turn: from its start in the worker to its end. */
async function follow(
  request: TrainingRequest,
  snapshots: Conflated<Training>,
  cancelled: AbortSignal,
  { signal, onProgress }: TrainContext,
): Promise<void> {
  onProgress?.(emptyProgress(request));
  const show = (training: Training): void => {
    snapshots.push(training);
    const { doneSteps, totalSteps, elapsedMs } = training;
    onProgress?.({ doneSteps, totalSteps, elapsedMs, queuePlace: null });
  };
  try {
    const last = await link.ask({ kind: "train", request }, { onUpdate: show, stop: signal, cancel: cancelled });
    if (last !== null) show(last as Training);
    snapshots.end();
  } catch (error) {
    snapshots.fail(error);
  }
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
    engine: readEngine("evaluate", options.engine),
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
