import { applyPreference } from "./engine-preference.ts";
import { nameEngine } from "../contract/engine-words.ts";
import type { Training, TrainingRequest } from "../contract/protocol.ts";
import { settingsOfRequest } from "../contract/settings-of-request.ts";
import { pairWithRecorded } from "../contract/recorded-twin.ts";
import { vouch } from "../contract/vouched.ts";
import { trainOnPool } from "./pooled-training.ts";
import type { Queue } from "./queue.ts";
import { QueuedWork, type Job, type WorkContext, type WorkProgress } from "./queued-work.ts";
import type { WorkerPool } from "./worker-pool.ts";

export interface TrainContext extends WorkContext {
  /** Whose run it is, and what was recorded of it. */
  readonly cell?: { readonly id: string; readonly recorded: readonly Training[] };
}

export type TrainProgress = WorkProgress;

/** Where trainings go: the page's workers, and those that wait for them. */
export interface TrainingLine {
  readonly pool: WorkerPool;
  readonly queue: Queue;
}

/** A training on its way through the queue and the workers, or, where one is lost, its successors. */
export class QueuedTraining extends QueuedWork<Training> {
  constructor(request: TrainingRequest, context: TrainContext, { pool, queue }: TrainingLine) {
    const settings = [settingsOfRequest(request)];
    const { id = "", recorded = [] } = context.cell ?? {};
    const own = (training: Training): Training => pairWithRecorded(vouch({ ...training, settings }), id, recorded);
    const job: Job<Training> = {
      start: startingProgress(request),
      progressOf: describeProgress,
      ask: async (show, options) => {
        const chosen = { ...request, engine: applyPreference(request.engine) };
        const end = await trainOnPool(pool, chosen, (training) => show(own(training)), options);
        return end && own(end);
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
