interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

export interface ConflatedSource {
  /** Called at the first `next()`. */
  start(): void;
  /** Called once, when the consumer does not want any more values. */
  cancel(): void;
}

/**
 * An async iterator over something that changes faster than its consumer looks: each `next()` gives the newest value,
 * and those in between are skipped. Unlike an async generator's, its `return()` takes effect at once, even while a
 * `next()` waits.
 */
export class Conflated<T> implements AsyncGenerator<T, undefined, void> {
  readonly #source: ConflatedSource;
  readonly #waiting: Waiting<T>[] = [];
  #newest: { readonly value: T } | null = null;
  #failure: { readonly error: unknown } | null = null;
  #state: "idle" | "open" | "ended" = "idle";

  constructor(source: ConflatedSource) {
    this.#source = source;
  }

  /** What it is shown as, whatever the class is called in a built page. */
  get [Symbol.toStringTag](): string {
    return "AsyncGenerator";
  }

  /** A newer value. */
  push(value: T): void {
    if (this.#state === "ended") return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#newest = { value };
    else waiting.resolve({ done: false, value });
  }

  /** No more values; one that nobody has seen yet is still given. */
  end(): void {
    this.#state = "ended";
    for (const { resolve } of this.#waiting.splice(0)) resolve({ done: true, value: undefined });
  }

  /** No more values, because of an error, which the next `next()` throws. */
  fail(error: unknown): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    const [first, ...others] = this.#waiting.splice(0);
    if (first === undefined) this.#failure = { error };
    else first.reject(error);
    for (const { resolve } of others) resolve({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#state === "idle") {
      this.#state = "open";
      this.#source.start();
    }
    if (this.#newest !== null) {
      const { value } = this.#newest;
      this.#newest = null;
      return Promise.resolve({ done: false, value });
    }
    if (this.#failure !== null) {
      const { error } = this.#failure;
      this.#failure = null;
      return Promise.reject(error as Error);
    }
    if (this.#hasEnded()) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#abandon();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    this.#abandon();
    return Promise.reject(error as Error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abandon();
  }

  #hasEnded(): boolean {
    return this.#state === "ended";
  }

  #abandon(): void {
    const wasOpen = this.#state === "open";
    this.#newest = null;
    this.#failure = null;
    this.end();
    if (wasOpen) this.#source.cancel();
  }
}
