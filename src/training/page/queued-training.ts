import { applyPreference } from "./engine-preference.ts";
import { nameEngine } from "../contract/engine-words.ts";
import type { Training, TrainingRequest } from "../contract/protocol.ts";
import { QueuedWork, type WorkContext, type WorkLine, type WorkProgress } from "./queued-work.ts";

export type TrainContext = WorkContext;
export type TrainProgress = WorkProgress;

/** A training on its way through the queue and the worker. */
export class QueuedTraining extends QueuedWork<Training> {
  constructor(request: TrainingRequest, context: TrainContext, { link, queue }: WorkLine) {
    const job = {
      start: startingProgress(request),
      progressOf: describeProgress,
      ask: async (show: (training: Training) => void, options: object) => {
        const chosen = { ...request, engine: applyPreference(request.engine) };
        return (await link.ask({ kind: "train", request: chosen }, { ...options, onUpdate: show })) as Training | null;
      },
    };
    super(job, context, queue);
  }
}

function describeProgress({ doneSteps, totalSteps, elapsedMs, status, engine }: Training) {
  return { doneSteps, totalSteps, elapsedMs, paused: status === "paused", engine: nameEngine(engine) };
}

function startingProgress({ arms, seeds, steps, resume }: TrainingRequest): TrainProgress {
  return {
    doneSteps: resume?.training.doneSteps ?? 0,
    totalSteps: arms.length * seeds.length * steps,
    elapsedMs: 0,
    queuePlace: null,
    paused: false,
    engine: null,
  };
}
