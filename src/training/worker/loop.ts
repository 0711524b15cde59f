import { sumOf } from "../../core/statistics.ts";
import { loadData } from "../../data/load-data.ts";
import type { DataSet } from "../../data/spec.ts";
import { ArmRun } from "./arm-run.ts";
import { CheckpointClock } from "./checkpoint-clock.ts";
import { ContextLost, type Engine } from "../engines/engine.ts";
import { describeRun } from "../contract/engine-words.ts";
import { Flight } from "./flight.ts";
import type { Interruption, SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";
import { runsOfRequest } from "../contract/runs-of-request.ts";
import type { Wish } from "../contract/wish.ts";
import { yieldToEvents } from "../../core/yield-to-events.ts";

/** Between two reports; faster than this no chart is drawn again. */
const reportEveryMs = 100;
/** A checkpoint that is larger stays here: the page would hold as much again. */
const sendAtMostBytes = 2 ** 27;

export interface LoopControl {
  /** Asked before every step. */
  readonly wish: () => Wish;
  /** Asked before the first step, while data is made and sessions are opened. */
  readonly isEnding?: () => boolean;
  /** Resolves when the page wishes something else. Needed where it may wish for a pause. */
  readonly nextWish?: () => Promise<void>;
  /** Sees what there is, at most about ten times a second. */
  readonly report: (training: Training) => void;
  /** Gets what the training can be gone on with elsewhere, now and then and at every pause. */
  readonly keep?: (saved: SavedTraining) => void;
  /** Opens another engine for one that was lost, and says what happened. Without it the training fails then. */
  readonly reopen?: (lost: Engine) => Promise<{ readonly engine: Engine; readonly reason: string }>;
}

/**
 * Trains every arm with every seed, or those that the request names, one step each in turn, so that curves grow side by side and compare at any moment.
 * Between steps, waiting messages are handled. If the engine is lost, the training goes on from its last checkpoint.
 * @returns the end of it, or null if it was cancelled
 * @throws ContextLost if the engine was lost and there is no other
 */
export async function runTraining(
  request: TrainingRequest,
  engine: Engine,
  control: LoopControl,
): Promise<Training | null> {
  const loop = new Loop(request, await loadData(request.data), engine, control);
  try {
    return await loop.run();
  } finally {
    loop.dispose();
  }
}

/** The page wishes otherwise. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
}

class Loop {
  readonly #request: TrainingRequest;
  readonly #control: LoopControl;
  readonly #runs: readonly ArmRun[];
  readonly #flight = new Flight();
  readonly #clock = new CheckpointClock();
  readonly #interruptions: Interruption[];
  #engine: Engine;
  /** When it would have begun had it never been paused. */
  #startedMs: number;
  #reportedMs = -Infinity;

  constructor(request: TrainingRequest, data: DataSet, engine: Engine, control: LoopControl) {
    this.#request = request;
    this.#control = control;
    this.#engine = engine;
    this.#runs = runsOfRequest(request).map(({ arm, seed }) => new ArmRun(request, arm, { seed, data }));
    this.#interruptions = [...(request.resume?.training.interruptions ?? []), ...(request.interruptions ?? [])];
    this.#startedMs = performance.now() - (request.resume?.training.elapsedMs ?? 0);
  }

  async run(): Promise<Training | null> {
    for (let lost = false; ;) {
      try {
        if (lost) await this.#recover();
        else await this.#open();
        lost = false;
        return await this.#work();
      } catch (error) {
        if (error instanceof Interrupted) return this.#abandon();
        if (!(error instanceof ContextLost) || this.#control.reopen === undefined) throw error;
        lost = true;
      }
    }
  }

  dispose(): void {
    for (const run of this.#runs) run.dispose();
  }

  /** @throws Interrupted if the page wishes an end before the first step: there is nothing to keep yet */
  async #open(): Promise<void> {
    const pause = async (): Promise<void> => {
      await yieldToEvents();
      if (this.#control.isEnding?.() === true) throw new Interrupted();
    };
    for (const run of this.#runs) {
      await pause();
      await run.open(this.#engine, pause);
    }
    this.#clock.start();
  }

  async #recover(): Promise<void> {
    const step = Math.max(0, ...this.#runs.map(({ doneSteps }) => doneSteps));
    this.#flight.forget();
    this.dispose();
    const { engine, reason } = await (this.#control.reopen as NonNullable<LoopControl["reopen"]>)(this.#engine);
    this.#engine = engine;
    await this.#open();
    const resumedFrom = Math.max(0, ...this.#runs.map(({ checkpointStep }) => checkpointStep));
    this.#interruptions.push({ step, resumedFrom, reason });
    // Before the next step: whoever follows the curves has to see them shorter before they grow again
    this.#report("running");
  }

  /** Until every run has ended or the page wishes otherwise. */
  async #work(): Promise<Training | null> {
    try {
      for (let running = this.#runs; running.length > 0; running = this.#runs.filter(({ isRunning }) => isRunning)) {
        for (const run of running) {
          await this.#turn(run);
          if (performance.now() - this.#reportedMs >= reportEveryMs) this.#report("running");
        }
        if (this.#clock.isDue && this.#isWorthKeeping) await this.#takeCheckpoints();
      }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
    return this.#end();
  }

  /** One update of one run, with the measurements that are due before and after it. */
  async #turn(run: ArmRun): Promise<void> {
    await this.#pause();
    // A run that was taken back to a moment within its measurements owes them before it goes on.
    if (!run.isMeasurementDue) await this.#update(run);
    if (!run.isMeasurementDue) return;
    await this.#flight.land();
    if (run.isRunning) await run.measure(this.#pause);
  }

  async #update(run: ArmRun): Promise<void> {
    if (run.isProbeDue) await this.#flight.land();
    if (!run.isRunning) return;
    if (run.isProbeDue) await run.probe();
    await this.#flight.add(run.update(), run.overlaps);
  }

  /** Lets messages in, and does what they wish. */
  readonly #pause = async (): Promise<void> => {
    await yieldToEvents();
    let wish = this.#control.wish();
    if (wish === "pause") {
      await this.#rest();
      wish = this.#control.wish();
    }
    if (wish !== "go on") throw new Interrupted();
  };

  async #rest(): Promise<void> {
    await this.#flight.land();
    await this.#takeCheckpoints();
    const restedMs = performance.now();
    this.#report("paused");
    while (this.#control.wish() === "pause") await (this.#control.nextWish?.() ?? yieldToEvents());
    this.#startedMs += performance.now() - restedMs;
  }

  async #takeCheckpoints(): Promise<void> {
    await this.#flight.land();
    await this.#clock.measure(async () => {
      for (const run of this.#runs) await run.takeCheckpoint();
      if (this.#isSendable) this.#control.keep?.(this.#save(this.#snapshot("paused")));
    });
  }

  /** Wasm itself is never lost, only its worker with it: what the page is not to be sent need not be read there. */
  get #isWorthKeeping(): boolean {
    return this.#engine.gl !== null || (this.#isSendable && this.#control.keep !== undefined);
  }

  get #isSendable(): boolean {
    return sumOf(this.#runs, ({ stateBytes }) => stateBytes) <= sendAtMostBytes;
  }

  /** It is ended while its sessions are being opened: what it had come to before that is all there is. */
  #abandon(): Training | null {
    const hasBegun = this.#runs.some(({ doneSteps }) => doneSteps > 0);
    if (!hasBegun || this.#control.wish() === "cancel") return null;
    for (const run of this.#runs) run.abandon();
    return this.#snapshot("stopped");
  }

  async #end(): Promise<Training | null> {
    if (this.#control.wish() === "cancel") return null;
    await this.#flight.land();
    for (const run of this.#runs) await run.stop();
    if (this.#request.keepState) await this.#takeCheckpoints();
    return this.#snapshot(this.#control.wish() === "stop" ? "stopped" : "done");
  }

  #report(status: Training["status"]): void {
    this.#reportedMs = performance.now();
    this.#control.report(this.#snapshot(status));
  }

  #snapshot(status: Training["status"]): Training {
    const { steps, keepState } = this.#request;
    const runs = this.#runs.map((run) => run.snapshot());
    const training: Training = {
      status,
      runs,
      steps,
      doneSteps: sumOf(this.#runs, ({ doneSteps }) => doneSteps),
      totalSteps: runs.length * steps,
      elapsedMs: performance.now() - this.#startedMs,
      engine: describeRun(this.#engine.info, this.#runs),
      data: this.#request.data,
      ...(this.#interruptions.length === 0 ? {} : { interruptions: [...this.#interruptions] }),
    };
    return keepState && status !== "running" ? { ...training, saved: this.#save(training) } : training;
  }

  /** At this moment the checkpoints are the present. */
  #save(training: Training): SavedTraining {
    const { data, batchSize, augment = null, loss, optimizer } = this.#request;
    return {
      training: { ...training, runs: this.#runs.map((run) => run.facts()) },
      recipe: { data, batchSize, augment, loss, optimizer },
      states: this.#runs.map(({ saved }) => saved).filter((saved) => saved !== null),
    };
  }
}
