import { PauseSwitch } from "../core/pause-switch.ts";
import { Conflated } from "./conflated.ts";
import { applyPreference } from "./engine-preference.ts";
import { nameEngine } from "./engine-words.ts";
import type { Training, TrainingRequest } from "./protocol.ts";
import type { Queue, QueueEntry } from "./queue.ts";
import type { WorkerLink } from "./worker-link.ts";

/** What the page that runs a cell wants to know of its training, and how it ends or pauses it. */
export interface TrainContext {
  /** Aborted to end the training and keep its curves. */
  readonly signal?: AbortSignal;
  /** While it is paused the training rests, and others may have the engine. */
  readonly pauses?: PauseSwitch;
  readonly onProgress?: (progress: TrainProgress) => void;
}

export interface TrainProgress {
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  /** Its place among those that wait for the engine, 1 is next; null once it trains, and while it is paused. */
  readonly queuePlace: number | null;
  readonly paused: boolean;
  /** What trains it, in a word or two; null before that is known. */
  readonly engine: string | null;
}

/**
 * A training on its way through the queue and the worker. Pausing ends its turn: the worker keeps what it holds, and the
 * next in the queue has the engine. Resumed, it waits for another turn, at the end of the queue.
 */
export class QueuedTraining {
  /** What the cell iterates. */
  readonly snapshots: Conflated<Training>;
  readonly #request: TrainingRequest;
  readonly #context: TrainContext;
  readonly #link: WorkerLink;
  readonly #queue: Queue;
  readonly #entry: QueueEntry;
  readonly #cancelling = new AbortController();
  /** What the worker is told: off again only when it is this training's turn. */
  readonly #hold = new PauseSwitch();
  #progress: TrainProgress;
  #answer: Promise<void> | null = null;
  #endTurn: (() => void) | null = null;

  constructor(
    request: TrainingRequest,
    context: TrainContext,
    { link, queue }: { readonly link: WorkerLink; readonly queue: Queue },
  ) {
    this.#request = request;
    this.#context = context;
    this.#link = link;
    this.#queue = queue;
    this.#progress = startingProgress(request);
    this.#entry = {
      run: () => this.#takeTurn(),
      onPlace: (place) => {
        if (place > 0) this.#tell({ queuePlace: place, paused: false });
      },
    };
    this.snapshots = new Conflated<Training>({ start: () => this.#start(), cancel: () => this.#cancel() });
  }

  #start(): void {
    const { signal, pauses } = this.#context;
    if (signal?.aborted === true) return this.snapshots.end();
    signal?.addEventListener("abort", () => this.#stopBeforeItsTurn(), { once: true });
    pauses?.addEventListener("change", () => this.#switched(), { signal: this.#cancelling.signal });
    if (pauses?.paused === true) this.#tell({ paused: true });
    else this.#queue.add(this.#entry);
  }

  /** One that the worker has hears of it from the link. */
  #stopBeforeItsTurn(): void {
    if (this.#answer !== null) return;
    this.#cancelling.abort();
    this.#queue.remove(this.#entry);
    this.snapshots.end();
  }

  #cancel(): void {
    this.#queue.remove(this.#entry);
    this.#cancelling.abort();
  }

  #switched(): void {
    const isPaused = this.#context.pauses?.paused === true;
    if (this.#endTurn !== null) this.#hold.paused = isPaused;
    else if (!isPaused) this.#queue.add(this.#entry);
    else if (this.#queue.remove(this.#entry)) this.#tell({ queuePlace: null, paused: true });
  }

  /** Until the training ends or rests. */
  async #takeTurn(): Promise<void> {
    this.#tell({ queuePlace: null, paused: false });
    const rested = new Promise<void>((resolve) => (this.#endTurn = resolve));
    this.#answer ??= this.#ask();
    this.#hold.paused = false;
    await Promise.race([this.#answer, rested]);
    this.#endTurn = null;
  }

  async #ask(): Promise<void> {
    const request = { ...this.#request, engine: applyPreference(this.#request.engine) };
    try {
      const last = await this.#link.ask(
        { kind: "train", request },
        {
          onUpdate: (training) => this.#show(training),
          pauses: this.#hold,
          stop: this.#context.signal,
          cancel: this.#cancelling.signal,
        },
      );
      if (last !== null) this.#show(last as Training);
      this.snapshots.end();
    } catch (error) {
      this.snapshots.fail(error);
    } finally {
      this.#cancelling.abort();
      this.#queue.remove(this.#entry);
    }
  }

  #show(training: Training): void {
    const { doneSteps, totalSteps, elapsedMs, status, engine } = training;
    this.snapshots.push(training);
    // Resumed before it rested: the worker goes on at once.
    const paused = status === "paused" && this.#hold.paused;
    this.#tell({ doneSteps, totalSteps, elapsedMs, paused, engine: nameEngine(engine) });
    if (!paused) return;
    this.#endTurn?.();
    this.#endTurn = null;
  }

  #tell(change: Partial<TrainProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#context.onProgress?.(this.#progress);
  }
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
