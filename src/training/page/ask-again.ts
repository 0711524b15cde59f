import type { PauseSwitch } from "../../core/pause-switch.ts";
import { WorkerLost, type Loss } from "./worker-lost.ts";

/** How often one piece of work may lose its worker: something here cannot bear it. */
const lossesAtMost = 3;

export interface Repeated<T> {
  /** What was called, for messages. */
  readonly where: string;
  readonly ask: () => Promise<T | null>;
  /** The worker is gone, and the work will be asked for again: at once, or, if this says "rest", when it is resumed. */
  readonly onLoss?: (loss: Loss) => "go on" | "rest";
  /** What there is of work that was stopped and whose worker had to be ended; null for none. */
  readonly kept?: (loss: Loss) => T | null;
  readonly stop?: AbortSignal;
  readonly cancel?: AbortSignal;
  /** Switched off when work that rests is resumed. */
  readonly pauses?: PauseSwitch;
}

/**
 * Asks a worker, and asks its successor if the worker is lost on the way: not for ever, since work may be what kills it.
 * @throws WorkerLost if it is lost again and again, or never started; whatever else `ask` throws
 */
export async function askAgain<T>(repeated: Repeated<T>): Promise<T | null> {
  const { where, ask, onLoss, kept, stop, cancel, pauses } = repeated;
  for (let losses = 1; ; losses++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error;
      const { loss } = error;
      if (!isEnded(repeated)) {
        if (!loss.hadStarted || losses >= lossesAtMost) throw new WorkerLost(where, loss, losses);
        if (onLoss?.(loss) === "rest") await switchedOn(pauses, [stop, cancel]);
      }
      if (isEnded(repeated)) return cancel?.aborted === true ? null : (kept?.(loss) ?? null);
    }
  }
}

function isEnded({ stop, cancel }: Pick<Repeated<unknown>, "stop" | "cancel">): boolean {
  return stop?.aborted === true || cancel?.aborted === true;
}

/** Resolves when it is not paused, or one of the signals is aborted. */
function switchedOn(pauses: PauseSwitch | undefined, signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (pauses?.paused !== true || signals.some((signal) => signal?.aborted === true)) resolve();
    };
    pauses?.addEventListener("change", look);
    for (const signal of signals) signal?.addEventListener("abort", look, { once: true });
    look();
  });
}
