import { PauseSwitch } from "../../core/pause-switch.ts";
import { Conflated } from "./conflated.ts";
import type { Queue, QueueEntry } from "./queue.ts";
import type { AskOptions } from "./worker-link.ts";

/** What the page that runs a cell wants to know of work in the worker, and how it ends or pauses it. */
export interface WorkContext {
  /** Aborted to end the work and keep what there is. */
  readonly signal?: AbortSignal;
  /** While it is paused the work rests, and others may have the engine. */
  readonly pauses?: PauseSwitch;
  readonly onProgress?: (progress: WorkProgress) => void;
}

export interface WorkProgress {
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  /** Its place among those that wait for the engine, 1 is next; null once it is at work, and while it is paused. */
  readonly queuePlace: number | null;
  readonly paused: boolean;
  /** What does it, in a word or two; null before that is known. */
  readonly engine: string | null;
}

/** How the worker is told that the work rests or ends. */
export type WorkOptions = Pick<AskOptions, "pauses" | "stop" | "cancel">;

/** A piece of work that sends snapshots of itself. */
export interface Job<T> {
  readonly start: WorkProgress;
  /** Hands it to the worker; null if it was thrown away. */
  readonly ask: (show: (snapshot: T) => void, options: WorkOptions) => Promise<T | null>;
  /** `paused`: the worker rests. */
  readonly progressOf: (snapshot: T) => Omit<WorkProgress, "queuePlace">;
}

/**
 * Work on its way through the queue and the worker. Pausing ends its turn: the worker keeps what it holds, and the next
 * in the queue has the engine. Resumed, it waits for another turn, at the end of the queue.
 */
export class QueuedWork<T> {
  /** What the cell iterates. */
  readonly snapshots: Conflated<T>;
  readonly #job: Job<T>;
  readonly #context: WorkContext;
  readonly #queue: Queue;
  readonly #entry: QueueEntry;
  readonly #cancelling = new AbortController();
  /** What the worker is told: off again only when it is this work's turn. */
  readonly #hold = new PauseSwitch();
  #progress: WorkProgress;
  #answer: Promise<void> | null = null;
  #endTurn: (() => void) | null = null;

  constructor(job: Job<T>, context: WorkContext, queue: Queue) {
    this.#job = job;
    this.#context = context;
    this.#queue = queue;
    this.#progress = job.start;
    this.#entry = {
      run: () => this.#takeTurn(),
      onPlace: (place) => {
        if (place > 0) this.#tell({ queuePlace: place, paused: false });
      },
    };
    this.snapshots = new Conflated<T>({ start: () => this.#start(), cancel: () => this.#cancel() });
  }

  #start(): void {
    const { signal, pauses } = this.#context;
    if (signal?.aborted === true) return this.snapshots.end();
    signal?.addEventListener("abort", () => this.#stopBeforeItsTurn(), { once: true });
    pauses?.addEventListener("change", () => this.#switched(), { signal: this.#cancelling.signal });
    if (pauses?.paused === true) this.#tell({ paused: true });
    else this.#queue.add(this.#entry);
  }

  /** Work that the worker has hears of it from the link. */
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

  /** Until the work ends or rests. */
  async #takeTurn(): Promise<void> {
    this.#tell({ queuePlace: null, paused: false });
    const rested = new Promise<void>((resolve) => (this.#endTurn = resolve));
    this.#answer ??= this.#ask();
    this.#hold.paused = false;
    await Promise.race([this.#answer, rested]);
    this.#endTurn = null;
  }

  async #ask(): Promise<void> {
    const options = { pauses: this.#hold, stop: this.#context.signal, cancel: this.#cancelling.signal };
    try {
      const last = await this.#job.ask((snapshot) => this.#show(snapshot), options);
      if (last !== null) this.#show(last);
      this.snapshots.end();
    } catch (error) {
      this.snapshots.fail(error);
    } finally {
      this.#cancelling.abort();
      this.#queue.remove(this.#entry);
    }
  }

  #show(snapshot: T): void {
    const progress = this.#job.progressOf(snapshot);
    this.snapshots.push(snapshot);
    // Resumed before it rested: the worker goes on at once.
    const paused = progress.paused && this.#hold.paused;
    this.#tell({ ...progress, paused });
    if (!paused) return;
    this.#endTurn?.();
    this.#endTurn = null;
  }

  #tell(change: Partial<WorkProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#context.onProgress?.(this.#progress);
  }
}
