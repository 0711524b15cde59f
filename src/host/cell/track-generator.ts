import { hold, release } from "../runtime/held-value.ts";
import { RetiredError, StoppedError } from "./cell-error.ts";

/** Why a run is not waited for: the reader pressed Stop and it had its chance to end by itself, or another took over. */
export type ForcedEnd = "stopped" | "retired";

/** What a run wants to know about a generator that it returned. */
export interface GeneratorWatch {
  readonly isStopped: () => boolean;
  readonly forcedEnd: Promise<ForcedEnd>;
  /** Called once, when the generator is through or has failed. */
  readonly ended: () => void;
}

type AnyGenerator = Generator<unknown, unknown, unknown> | AsyncGenerator<unknown, unknown, unknown>;

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
        const sent: unknown = yield hold(step.value);
        if (watch.isStopped()) return;
        step = inner.next(release(sent));
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
  const next = endable(inner, watch.forcedEnd);
  let yielded = false;
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    watch.ended();
    if (watch.isStopped() && !yielded) throw new StoppedError("stopped before its first value");
    return { done: true, value: undefined };
  };
  const generator: AsyncGenerator<unknown, unknown, unknown> = {
    async next(sent) {
      try {
        const step = await next(release(sent));
        if (typeof step === "string") void inner.return(undefined);
        // An end would be a value of undefined, for a moment.
        if (step === "retired") throw new RetiredError("another run has taken over");
        if (step === "stopped" || step.done) return await end();
        yielded = true;
        return { done: false, value: hold(step.value) };
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

type Step = IteratorResult<unknown, unknown>;

/** Asks for the next step, until an end is forced. `Promise.race` would keep something of every step until then. */
function endable(
  inner: AsyncGenerator<unknown, unknown, unknown>,
  forcedEnd: Promise<ForcedEnd>,
): (sent: unknown) => Promise<Step | ForcedEnd> {
  let end: ForcedEnd | null = null;
  let wake: ((end: ForcedEnd) => void) | null = null;
  void forcedEnd.then((forced) => {
    end = forced;
    wake?.(forced);
  });
  return (sent) =>
    new Promise((resolve, reject) => {
      if (end) return resolve(end);
      wake = resolve;
      Promise.resolve(inner.next(sent)).then(resolve, reject);
    });
}
