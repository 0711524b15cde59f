import type { Training } from "../contract/protocol.ts";
import { QueuedTraining, type TrainContext } from "./queued-training.ts";
import { readTrainRequest, type Arms, type TrainOptions } from "./train-request.ts";
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
