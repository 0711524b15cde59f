import { expect, test } from "vitest";
import { observe, queue } from "../../../src/host/runtime/generators.ts";
import { Mutable } from "../../../src/host/runtime/mutable.ts";

test("observe yields the latest value and disposes once", async () => {
  let change = (value: number) => value;
  let disposals = 0;
  const values = observe<number>((notify) => {
    change = notify;
    return () => disposals++;
  });
  change(1);
  change(2);
  expect((await values.next()).value).toBe(2);
  const pending = values.next();
  change(3);
  expect((await pending).value).toBe(3);
  await values.return(undefined);
  await values.return(undefined);
  expect(disposals).toBe(1);
  expect((await values.next()).done).toBe(true);
});

test("queue yields every value in order", async () => {
  const values = queue<number>((notify) => [1, 2, 3].forEach(notify));
  expect([(await values.next()).value, (await values.next()).value, (await values.next()).value]).toEqual([1, 2, 3]);
});

test("a pending pull ends when the generator is closed", async () => {
  const values = observe<number>(() => {});
  const pending = values.next();
  await values.return(undefined);
  expect((await pending).done).toBe(true);
});

test("Mutable yields its value anew whenever it is set", async () => {
  const counter = Mutable(1);
  expect((await counter.next()).value).toBe(1);
  counter.value = 5;
  expect(counter.value).toBe(5);
  expect((await counter.next()).value).toBe(5);
});
