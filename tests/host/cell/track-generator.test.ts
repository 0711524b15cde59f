import { expect, test } from "vitest";
import { StoppedError } from "../../../src/host/cell/cell-error.ts";
import { trackGenerator } from "../../../src/host/cell/track-generator.ts";
import { isGenerator } from "../../../src/host/runtime/held-value.ts";

function createWatch() {
  let stop = () => {};
  const forcedEnd = new Promise<"stopped">((resolve) => (stop = () => resolve("stopped")));
  const watch = { stopped: false, ends: 0 };
  return {
    watch,
    stop() {
      watch.stopped = true;
      stop();
    },
    options: { isStopped: () => watch.stopped, forcedEnd, ended: () => void watch.ends++ },
  };
}

test("values pass unchanged, and the end is told", async () => {
  const { watch, options } = createWatch();
  const inner = (async function* () {
    yield 1;
    yield 2;
  })();
  const seen = [];
  for await (const value of trackGenerator(inner, options)) seen.push(value);
  expect(seen).toEqual([1, 2]);
  expect(watch.ends).toBe(1);
});

test("a synchronous generator stays synchronous and is closed on Stop", () => {
  const { watch, stop, options } = createWatch();
  let closed = false;
  const inner = (function* () {
    try {
      for (let count = 0; ; count++) yield count;
    } finally {
      closed = true;
    }
  })();
  const tracked = trackGenerator(inner, options) as Generator<unknown>;
  expect(tracked.next()).toEqual({ done: false, value: 0 });
  expect(tracked.next()).toEqual({ done: false, value: 1 });
  stop();
  expect(tracked.next().done).toBe(true);
  expect([closed, watch.ends]).toEqual([true, 1]);
});

test("a generator that hangs is left behind on Stop with its last value kept", async () => {
  const { stop, options } = createWatch();
  const inner = (async function* () {
    yield 1;
    await new Promise(() => {});
  })();
  const tracked = trackGenerator(inner, options);
  expect(await tracked.next(undefined)).toEqual({ done: false, value: 1 });
  const pending = tracked.next(undefined);
  stop();
  expect(await pending).toEqual({ done: true, value: undefined });
});

test("a generator stopped before its first value has none to give", async () => {
  const { stop, options } = createWatch();
  const tracked = trackGenerator(
    (async function* (): AsyncGenerator<number> {
      await new Promise(() => {});
    })(),
    options,
  );
  const pending = tracked.next(undefined);
  stop();
  await expect(pending).rejects.toBeInstanceOf(StoppedError);
});

test("what has next and return is a generator, an array iterator or a promise is not", () => {
  expect(isGenerator((function* () {})())).toBe(true);
  expect(isGenerator([][Symbol.iterator]())).toBe(false);
  expect(isGenerator(Promise.resolve())).toBe(false);
  expect(isGenerator(null)).toBe(false);
});
