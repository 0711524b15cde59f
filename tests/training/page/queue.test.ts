import { expect, test } from "vitest";
import { Queue } from "../../../src/training/page/queue.ts";

/** An entry whose turn ends when asked. */
function entry(
  name: string,
  story: string[],
): { run: () => Promise<void>; onPlace: (place: number) => void; end: () => void } {
  let end = (): void => undefined;
  const turn = new Promise<void>((resolve) => (end = resolve));
  return {
    run: () => {
      story.push(`${name} runs`);
      return turn;
    },
    onPlace: (place) => story.push(`${name} ${place}`),
    end,
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("one at a time, in order, and everybody hears their place", async () => {
  const story: string[] = [];
  const queue = new Queue();
  const [a, b, c] = ["a", "b", "c"].map((name) => entry(name, story)) as [Entry, Entry, Entry];
  for (const each of [a, b, c]) queue.add(each);
  a.end();
  await settle();
  b.end();
  await settle();
  expect(story).toEqual(["a 0", "a runs", "b 1", "c 2", "b 0", "c 1", "b runs", "c 0", "c runs"]);
});

type Entry = ReturnType<typeof entry>;

test("who waits can leave; who works cannot", async () => {
  const story: string[] = [];
  const queue = new Queue();
  const [a, b, c] = ["a", "b", "c"].map((name) => entry(name, story)) as [Entry, Entry, Entry];
  for (const each of [a, b, c]) queue.add(each);
  expect(queue.remove(a)).toBe(false);
  expect(queue.remove(b)).toBe(true);
  expect(queue.remove(b)).toBe(false);
  a.end();
  await settle();
  expect(story).toEqual(["a 0", "a runs", "b 1", "c 2", "c 1", "c 0", "c runs"]);
});

test("a turn that fails does not hold up the next", async () => {
  const story: string[] = [];
  const queue = new Queue();
  queue.add({ run: () => Promise.reject(new Error("lost")), onPlace: () => undefined });
  queue.add(entry("next", story));
  await settle();
  expect(story).toEqual(["next 1", "next 0", "next runs"]);
});
