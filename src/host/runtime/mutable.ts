import { observe } from "./generators.ts";

/**
 * A value that its own cell may change: other cells see `value`, and react when it is set. Export a function from the
 * same cell to let others change it.
 */
export function Mutable<T>(initial?: T): AsyncGenerator<T, undefined> & { value: T | undefined } {
  let value = initial;
  let change: ((value: T) => T) | null = null;
  const generator = observe<T>((notify) => {
    change = notify;
    if (initial !== undefined) notify(initial);
  });
  return Object.defineProperty(generator, "value", {
    get: () => value,
    set: (next: T) => {
      value = next;
      change?.(next);
    },
  }) as AsyncGenerator<T, undefined> & { value: T | undefined };
}
