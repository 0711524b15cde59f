import { applyPreference } from "./engine-preference.ts";
import { nameEngine } from "../contract/engine-words.ts";
import type { SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";
import { settingsOfRequest } from "../contract/settings-of-request.ts";
import { pairWithRecorded } from "../contract/recorded-twin.ts";
import { vouch } from "../contract/vouched.ts";
import { askAgain } from "./ask-again.ts";
import { endWith, goOnFrom } from "./going-on.ts";
import { trainingPatienceMs } from "./patience.ts";
import {
  QueuedWork,
  type Job,
  type WorkContext,
  type WorkLine,
  type WorkOptions,
  type WorkProgress,
} from "./queued-work.ts";

export interface TrainContext extends WorkContext {
  /** Whose run it is, and what was recorded of it. */
  readonly cell?: { readonly id: string; readonly recorded: readonly Training[] };
}

export type TrainProgress = WorkProgress;

/** A training on its way through the queue and the worker, or, if one is lost, through its successors. */
export class QueuedTraining extends QueuedWork<Training> {
  constructor(request: TrainingRequest, context: TrainContext, { link, queue }: WorkLine) {
    const job: Job<Training> = {
      start: startingProgress(request),
      progressOf: describeProgress,
      ask: (show, options) => {
        const chosen = { ...request, engine: applyPreference(request.engine) };
        return askForTraining(chosen, show, { ...options, link, cell: context.cell });
      },
    };
    super(job, context, queue);
  }
}

function askForTraining(
  request: TrainingRequest,
  show: (training: Training) => void,
  { link, cell, ...options }: WorkOptions & Pick<WorkLine, "link"> & Pick<TrainContext, "cell">,
): Promise<Training | null> {
  let asked = request;
  let checkpoint: SavedTraining | null = null;
  let last: Training | null = null;
  const settings = [settingsOfRequest(request)];
  const own = (training: Training): Training =>
    pairWithRecorded(vouch({ ...training, settings }), cell?.id ?? "", cell?.recorded ?? []);
  const see = (training: Training): void => show((last = own(training)));
  const hear = {
    onUpdate: see,
    onCheckpoint: (saved: SavedTraining) => (checkpoint = saved),
    patienceMs: trainingPatienceMs(request),
  };
  return askAgain<Training>({
    ...options,
    where: "train",
    ask: async () => {
      const ended = (await link.ask({ kind: "train", request: asked }, { ...options, ...hear })) as Training | null;
      return ended && own(ended);
    },
    onLoss: (loss) => {
      asked = goOnFrom(asked, checkpoint, loss);
      // Who paused it lets others have the engine, with or without a worker that says so
      if (options.pauses?.paused !== true || last === null) return "go on";
      see({ ...last, status: "paused" });
      return "rest";
    },
    kept: (loss) => {
      const kept = endWith(request, checkpoint, { last, loss });
      return kept && own(kept);
    },
  });
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
