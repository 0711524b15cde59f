/** How often it is looked whether the worker has said something. */
const tickMs = 1000;
/** After so much silence it is asked for a sign of life, … */
const askAfterMs = 2000;
/** … and this long it may take to load and to say its first word. */
const startWithinMs = 60_000;

export interface WatchOptions {
  /** Asks the worker for a sign of life. */
  readonly ping: () => void;
  /** How long it may be silent while it works: a single step of a large net is silent too. */
  readonly patienceMs: () => number;
  /** Called once, when it has been silent for longer. @param reason a clause */
  readonly onSilence: (reason: string) => void;
}

/**
 * Watches over a worker that something waits for: one that hangs, or was ended without an error, says nothing at all.
 * Silence is counted in ticks of the page's own timer, not by the clock, so that a page that itself stood still (a
 * computer that slept, a frozen tab, a long calculation in a cell) takes no worker for dead.
 */
export class WorkerWatch {
  readonly #options: WatchOptions;
  #timer: ReturnType<typeof setInterval> | null = null;
  #silentMs = 0;
  #hasSpoken = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Whether the worker has ever said anything. */
  get hasSpoken(): boolean {
    return this.#hasSpoken;
  }

  /** Something waits for the worker from now on. */
  begin(): void {
    if (this.#timer !== null) return;
    this.#silentMs = 0;
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  /** Nothing waits for it. */
  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** The worker has said something, whatever it is. */
  heard(): void {
    this.#silentMs = 0;
    this.#hasSpoken = true;
  }

  #tick(): void {
    this.#silentMs += tickMs;
    const limitMs = this.#hasSpoken ? this.#options.patienceMs() : startWithinMs;
    if (this.#silentMs >= limitMs) {
      this.end();
      this.#options.onSilence(`it gave no sign of life for ${Math.round(limitMs / 1000)} seconds`);
    } else if (this.#silentMs >= askAfterMs) this.#options.ping();
  }
}
