import type { EngineInfo, Training, TrainingRequest } from "../contract/protocol.ts";
import { askAgain } from "./ask-again.ts";
import { joinTrainings } from "./join-trainings.ts";
import { poolSize } from "./pool-size.ts";
import type { WorkOptions } from "./queued-work.ts";
import { dealShares } from "./shares.ts";
import type { WorkerPool } from "./worker-pool.ts";
import { trainOnWorker } from "./worker-training.ts";

/** Between two snapshots of the whole: as often as one worker sends its own. */
const showEveryMs = 100;

/**
 * Trains on as many workers as the reader wants, the training has runs for, and the memory holds. What comes out is what
 * one worker would give, number by number: a run knows nothing of the others. WebGL has one worker, with one context.
 * @param show sees what there is, again and again
 * @returns the end of it; null if it was thrown away, or stopped before there was anything
 */
export async function trainOnPool(
  pool: WorkerPool,
  request: TrainingRequest,
  show: (training: Training) => void,
  options: WorkOptions,
): Promise<Training | null> {
  const count = request.engine === "webgl" || request.engine === "tfjs" ? 1 : poolSize(request);
  if (count === 1) return trainOnWorker(pool.at(0), request, show, options);
  pool.prepare(count);
  const engine = await decideEngine(pool, request, count, options);
  if (engine === null) return null;
  if (engine.kind !== "wasm") return trainOnWorker(pool.at(0), request, show, options);
  return new PooledTraining(pool, request, { count, show, options, reason: engine.reason }).run();
}

/** @returns null if the training is ended before that is known */
async function decideEngine(
  pool: WorkerPool,
  { engine, arms }: TrainingRequest,
  workers: number,
  { stop, cancel }: WorkOptions,
): Promise<Pick<EngineInfo, "kind" | "reason"> | null> {
  if (engine === "wasm") return { kind: "wasm", reason: "" };
  const request = { choice: engine, architectures: arms.map(({ architecture }) => architecture), workers };
  const ending = { stop, cancel, where: "train" };
  const ask = async () => (await pool.at(0).ask({ kind: "engine", request }, ending)) as EngineInfo | null;
  const decided = await askAgain<EngineInfo>({ ...ending, ask });
  return stop?.aborted === true || cancel?.aborted === true ? null : decided;
}

/** What one worker has of the training. */
interface Part {
  readonly request: TrainingRequest;
  newest: Training | null;
  /** Whether it rests, or has come to its end. */
  isAtRest: boolean;
}

interface PooledOptions {
  readonly count: number;
  readonly show: (training: Training) => void;
  readonly options: WorkOptions;
  readonly reason: string;
}

/** A training whose runs several workers share. */
class PooledTraining {
  readonly #pool: WorkerPool;
  readonly #request: TrainingRequest;
  readonly #options: PooledOptions;
  readonly #parts: readonly Part[];
  /** Aborted where a part fails: then the others are of no use. */
  readonly #failing = new AbortController();
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownMs = -Infinity;

  constructor(pool: WorkerPool, request: TrainingRequest, options: PooledOptions) {
    this.#pool = pool;
    this.#request = request;
    this.#options = options;
    const shares = dealShares({ ...request, engine: "wasm" }, options.count);
    this.#parts = shares.map((share) => ({ request: share, newest: null, isAtRest: false }));
  }

  async run(): Promise<Training | null> {
    const { cancel, pauses } = this.#options.options;
    const { signal } = this.#ended;
    if (cancel?.aborted === true) this.#failing.abort();
    cancel?.addEventListener("abort", () => this.#failing.abort(), { signal });
    pauses?.addEventListener("change", () => this.#switched(), { signal });
    try {
      const ends = await Promise.allSettled(this.#parts.map((part, place) => this.#train(part, place)));
      const failed = ends.find((end) => end.status === "rejected");
      if (failed !== undefined) throw failed.reason;
      return this.#end();
    } finally {
      clearTimeout(this.#timer);
      this.#ended.abort();
    }
  }

  async #train(part: Part, place: number): Promise<void> {
    const options = { ...this.#options.options, cancel: this.#failing.signal };
    const see = (training: Training): void => this.#see(part, training);
    try {
      const end = await trainOnWorker(this.#pool.at(place), part.request, see, options);
      part.isAtRest = true;
      if (end === null) return;
      part.newest = end;
      this.#showSoon();
    } catch (error) {
      this.#failing.abort();
      throw error;
    }
  }

  #see(part: Part, training: Training): void {
    part.newest = training;
    part.isAtRest = training.status === "paused";
    if (this.#isAtRest) this.#show();
    else this.#showSoon();
  }

  /** Resumed, every part goes on, whether it has said so or not. */
  #switched(): void {
    if (this.#options.options.pauses?.paused === true) return;
    for (const part of this.#parts) if (part.newest?.status === "paused") part.isAtRest = false;
  }

  get #isAtRest(): boolean {
    return this.#parts.every((part) => part.isAtRest);
  }

  #showSoon(): void {
    const waitMs = this.#shownMs + showEveryMs - performance.now();
    if (waitMs <= 0) this.#show();
    else this.#timer ??= setTimeout(() => this.#show(), waitMs);
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shownMs = performance.now();
    const isPaused = this.#isAtRest && this.#parts.some(({ newest }) => newest?.status === "paused");
    const joined = this.#join(isPaused ? "paused" : "running");
    if (joined !== null) this.#options.show(joined);
  }

  #end(): Training | null {
    if (this.#failing.signal.aborted) return null;
    const isStopped = this.#parts.some(({ newest }) => newest?.status !== "done");
    return this.#join(isStopped ? "stopped" : "done");
  }

  #join(status: Training["status"]): Training | null {
    const [first, ...others] = this.#parts.map(({ newest }) => newest).filter((newest) => newest !== null);
    if (first === undefined) return null;
    const { reason, count } = this.#options;
    return joinTrainings(this.#request, [first, ...others], { status, reason, workers: count });
  }
}
