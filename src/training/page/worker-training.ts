import type { SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";
import { askAgain } from "./ask-again.ts";
import { endWith, goOnFrom } from "./going-on.ts";
import { trainingPatienceMs } from "./patience.ts";
import type { WorkOptions } from "./queued-work.ts";
import type { WorkerLink } from "./worker-link.ts";

/**
 * Trains on one worker, or, if that is lost, on its successors, each from the last checkpoint of the one before.
 * @param show sees what there is, again and again
 * @returns the end of it; null if it was thrown away, or stopped before there was anything
 * @throws WorkerLost if workers are lost again and again; CourseError if the worker refuses or fails
 */
export async function trainOnWorker(
  link: WorkerLink,
  request: TrainingRequest,
  show: (training: Training) => void,
  options: WorkOptions,
): Promise<Training | null> {
  let asked = request;
  let checkpoint: SavedTraining | null = null;
  let last: Training | null = null;
  const see = (training: Training): void => show((last = training));
  const hear = {
    onUpdate: see,
    onCheckpoint: (saved: SavedTraining) => (checkpoint = saved),
    patienceMs: trainingPatienceMs(request),
  };
  return askAgain<Training>({
    ...options,
    where: "train",
    ask: async () => (await link.ask({ kind: "train", request: asked }, { ...options, ...hear })) as Training | null,
    onLoss: (loss) => {
      asked = goOnFrom(asked, checkpoint, loss);
      // Who paused it lets others have the engine, with or without a worker that says so
      if (options.pauses?.paused !== true || last === null) return "go on";
      see({ ...last, status: "paused" });
      return "rest";
    },
    kept: (loss) => endWith(request, checkpoint, { last, loss }),
  });
}
