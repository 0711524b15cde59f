import { describe, expect, it } from "vitest";
import { Turns } from "../../../src/training/compiled/turns.ts";

const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), ms));

describe("turns", () => {
  it("answer in the order of the calls, though a later result is read sooner", async () => {
    const turns = new Turns();
    const heard: string[] = [];
    const ask = async (name: string, ms: number): Promise<void> => {
      heard.push(await turns.take(() => Promise.resolve({ result: after(ms, name) })));
    };
    await Promise.all([ask("first", 30), ask("second", 1), ask("third", 10)]);
    expect(heard).toEqual(["first", "second", "third"]);
  });

  it("issue the next work while the answer to the one before is on the way", async () => {
    const turns = new Turns();
    const events: string[] = [];
    const issue = (name: string, ms: number) => async () => {
      events.push(`issued ${name}`);
      return { result: after(ms, name).then(() => events.push(`read ${name}`)) };
    };
    await Promise.all([turns.take(issue("first", 20)), turns.take(issue("second", 40))]);
    expect(events).toEqual(["issued first", "issued second", "read first", "read second"]);
  });

  it("go on after a refusal, and each caller hears of his own", async () => {
    const turns = new Turns();
    const refused = turns.take(() => Promise.reject(new Error("not this one")));
    const lost = turns.take(() => Promise.resolve({ result: Promise.reject(new Error("lost")) }));
    const good = turns.take(() => Promise.resolve({ result: after(1, 7) }));
    await expect(refused).rejects.toThrow("not this one");
    await expect(lost).rejects.toThrow("lost");
    expect(await good).toBe(7);
  });
});
