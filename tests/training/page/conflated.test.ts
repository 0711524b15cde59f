import { expect, test, vi } from "vitest";
import { Conflated } from "../../../src/training/page/conflated.ts";

function open(): { values: Conflated<number>; start: ReturnType<typeof vi.fn>; cancel: ReturnType<typeof vi.fn> } {
  const [start, cancel] = [vi.fn(), vi.fn()];
  return { values: new Conflated<number>({ start, cancel }), start, cancel };
}

test("starts at the first next(), once", async () => {
  const { values, start } = open();
  expect(start).not.toHaveBeenCalled();
  const pending = values.next();
  values.push(1);
  expect(await pending).toEqual({ done: false, value: 1 });
  void values.next();
  expect(start).toHaveBeenCalledTimes(1);
});

test("a slow consumer sees only the newest value, and the last one before the end", async () => {
  const { values } = open();
  const pending = values.next();
  for (const value of [1, 2, 3]) values.push(value);
  expect((await pending).value).toBe(1);
  expect((await values.next()).value).toBe(3);
  values.push(4);
  values.end();
  expect((await values.next()).value).toBe(4);
  expect(await values.next()).toEqual({ done: true, value: undefined });
});

test("return() cancels at once and ends a next() that waits", async () => {
  const { values, cancel } = open();
  const pending = values.next();
  const returned = values.return();
  expect(cancel).toHaveBeenCalledTimes(1);
  expect(await returned).toEqual({ done: true, value: undefined });
  expect(await pending).toEqual({ done: true, value: undefined });
  values.push(5);
  expect(await values.next()).toEqual({ done: true, value: undefined });
  await values.return();
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("return() before the start never starts it", async () => {
  const { values, start, cancel } = open();
  await values.return();
  expect((await values.next()).done).toBe(true);
  expect(start).not.toHaveBeenCalled();
  expect(cancel).not.toHaveBeenCalled();
});

test("throw() cancels and rejects", async () => {
  const { values, cancel } = open();
  void values.next();
  await expect(values.throw(new Error("enough"))).rejects.toThrow("enough");
  expect(cancel).toHaveBeenCalledTimes(1);
});

test("a failure is thrown once, to who waits or asks next", async () => {
  const waiting = open().values;
  const pending = waiting.next();
  waiting.fail(new Error("lost"));
  await expect(pending).rejects.toThrow("lost");
  expect((await waiting.next()).done).toBe(true);

  const later = open().values;
  void later.next();
  later.push(1);
  later.push(2);
  later.fail(new Error("lost"));
  expect((await later.next()).value).toBe(2);
  await expect(later.next()).rejects.toThrow("lost");
  expect((await later.next()).done).toBe(true);
});
