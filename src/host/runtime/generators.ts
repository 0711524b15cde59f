import { inputEvent, readInput } from "./input-value.ts";
import { observeSize } from "./observe-size.ts";

/**
 * The standard library's `Generators`: values that change with time, as Observable's readers know them. The runtime
 * pulls the next value once per animation frame, and calls `return` when the cell is out of date.
 */

/** May return the function that ends what it began. */
type Initialize<T> = (change: Change<T>) => unknown;
type Change<T> = (value: T) => T;

/** Generators that follow something outside and never end by themselves; a run does not wait for them. */
const endless = new WeakSet<object>();

/** True for `observe`, `input`, `queue`, `now`, `width`, `dark` and `Mutable`. */
export function isEndless(generator: object): boolean {
  return endless.has(generator);
}

/** Yields the latest value passed to `change`; values in between may be skipped. */
export function observe<T>(initialize: Initialize<T>): AsyncGenerator<T, undefined> {
  let latest: { value: T } | null = null;
  return follow(initialize, {
    put: (value) => (latest = { value }),
    take: () => {
      const taken = latest;
      latest = null;
      return taken;
    },
  });
}

/** Yields every value passed to `change`, in order. */
export function queue<T>(initialize: Initialize<T>): AsyncGenerator<T, undefined> {
  const values: { value: T }[] = [];
  return follow(initialize, { put: (value) => values.push({ value }), take: () => values.shift() ?? null });
}

interface Buffer<T> {
  put(value: T): void;
  take(): { readonly value: T } | null;
}

function follow<T>(initialize: Initialize<T>, buffer: Buffer<T>): AsyncGenerator<T, undefined> {
  let wake: (() => void) | null = null;
  let ended = false;
  const dispose = initialize((value) => {
    buffer.put(value);
    wake?.();
    return value;
  });
  const end = (): Promise<IteratorResult<T, undefined>> => {
    if (!ended && typeof dispose === "function") dispose();
    ended = true;
    wake?.();
    return Promise.resolve({ done: true, value: undefined });
  };
  const generator: AsyncGenerator<T, undefined> = {
    async next() {
      while (!ended) {
        const taken = buffer.take();
        if (taken) return { done: false, value: taken.value };
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return { done: true, value: undefined };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => generator,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  endless.add(generator);
  return generator;
}

/** The value of an input element, or of anything with a `value` that sends `input` events. */
export function input(element: Element): AsyncGenerator<unknown, undefined> {
  return observe((change) => {
    const type = inputEvent(element);
    const changed = () => void change(readInput(element));
    element.addEventListener(type, changed);
    const first = readInput(element);
    if (first !== undefined) change(first);
    return () => element.removeEventListener(type, changed);
  });
}

/** The current time in milliseconds since 1970, once per animation frame. */
export function now(): AsyncGenerator<number, undefined> {
  return observe((change) => {
    let frame = requestAnimationFrame(function tick() {
      change(Date.now());
      frame = requestAnimationFrame(tick);
    });
    change(Date.now());
    return () => cancelAnimationFrame(frame);
  });
}

/** The content width of an element in CSS pixels. */
export function width(element: Element): AsyncGenerator<number, undefined> {
  return observe((change) => {
    let last = NaN;
    return observeSize(element, ({ width: current }) => {
      // A folded or hidden element has no width that a chart could use.
      if (current > 0 && current !== last) change((last = current));
    });
  });
}

/** Whether the page is dark: by the reader's choice (`data-theme` on the root element), else by the system's. */
export function dark(): AsyncGenerator<boolean, undefined> {
  return observe((change) => {
    const root = document.documentElement;
    const media = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset["theme"] ? root.dataset["theme"] === "dark" : media.matches);
    let last = change(isDark());
    const changed = () => {
      if (isDark() !== last) last = change(isDark());
    };
    const observer = new MutationObserver(changed);
    observer.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    media.addEventListener("change", changed);
    return () => {
      observer.disconnect();
      media.removeEventListener("change", changed);
    };
  });
}
