import { StoppedError } from "./cell-error.ts";

/** What a run wants to know about a generator that it returned. */
export interface GeneratorWatch {
  readonly isStopped: () => boolean;
  /** Resolves when the reader pressed Stop and the generator had its chance to end by itself. */
  readonly forcedEnd: Promise<void>;
  /** Called once, when the generator is through or has failed. */
  readonly ended: () => void;
}

type AnyGenerator = Generator<unknown, unknown, unknown> | AsyncGenerator<unknown, unknown, unknown>;

/** Whether the runtime would iterate this value. */
export function isGenerator(value: unknown): value is AnyGenerator {
  if (typeof value !== "object" || value === null) return false;
  return "next" in value && typeof value.next === "function" && "return" in value && typeof value.return === "function";
}

/**
 * Passes a generator's values through unchanged while telling the run when it ends, and ends it on Stop. The last value
 * then stays; without any value it throws a StoppedError, so that other cells wait instead of computing with undefined.
 */
export function trackGenerator(inner: AnyGenerator, watch: GeneratorWatch): AnyGenerator {
  return Symbol.asyncIterator in inner ? trackAsync(inner, watch) : trackSync(inner, watch);
}

function trackSync(
  inner: Generator<unknown, unknown, unknown>,
  watch: GeneratorWatch,
): Generator<unknown, unknown, unknown> {
  return (function* () {
    try {
      let step = inner.next();
      while (!step.done) {
        const sent: unknown = yield step.value;
        if (watch.isStopped()) return;
        step = inner.next(sent);
      }
    } finally {
      inner.return(undefined);
      watch.ended();
    }
  })();
}

function trackAsync(
  inner: AsyncGenerator<unknown, unknown, unknown>,
  watch: GeneratorWatch,
): AsyncGenerator<unknown, unknown, unknown> {
  let yielded = false;
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    watch.ended();
    if (watch.isStopped() && !yielded) throw new StoppedError("stopped before its first value");
    return { done: true, value: undefined };
  };
  const generator: AsyncGenerator<unknown, unknown, unknown> = {
    async next(sent) {
      try {
        const step = await Promise.race([inner.next(sent), watch.forcedEnd]);
        if (!step) void inner.return(undefined);
        if (!step || step.done) return await end();
        yielded = true;
        return step;
      } catch (error) {
        watch.ended();
        throw error;
      }
    },
    // Not awaited: an async generator returns only after its current await, and the runtime does not need it to.
    return: (value) => {
      watch.ended();
      return inner.return(value);
    },
    throw: (error) => inner.throw(error),
    [Symbol.asyncIterator]: () => generator,
    [Symbol.asyncDispose]: async () => void (await generator.return(undefined)),
  };
  return generator;
}
