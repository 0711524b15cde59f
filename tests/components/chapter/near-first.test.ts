import { expect, it } from "vitest";
import { NearFirst } from "../../../src/components/chapter/near-first.ts";

/** Asks for work by name, and ends it when told. */
class Asked {
  readonly begun: string[] = [];
  #order = new NearFirst();
  #ends = new Map<string, () => void>();
  #near = new Set<string>();

  ask(name: string, isNear: boolean): Promise<string> {
    if (isNear) this.#near.add(name);
    return this.#order.run(
      () => this.#near.has(name),
      async () => {
        this.begun.push(name);
        await new Promise<void>((resolve) => this.#ends.set(name, resolve));
        return name;
      },
    );
  }

  comeNear(name: string): void {
    this.#near.add(name);
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await aMoment();
  }
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5));

it("what is near begins at once, what is far when nothing near is at work, two at a time, in the order of asking", async () => {
  const asked = new Asked();
  for (const name of ["a", "b", "c"]) void asked.ask(name, false);
  const near = [asked.ask("n", true), asked.ask("m", true)];
  await aMoment();
  expect(asked.begun).toEqual(["n", "m"]);
  await asked.end("m");
  expect(asked.begun).toEqual(["n", "m"]);
  await asked.end("n");
  expect(await Promise.all(near)).toEqual(["n", "m"]);
  expect(asked.begun).toEqual(["n", "m", "a", "b"]);
  await asked.end("b");
  expect(asked.begun).toEqual(["n", "m", "a", "b", "c"]);
});

it("what the reader has come near meanwhile goes ahead of its turn", async () => {
  const asked = new Asked();
  for (const name of ["a", "b", "c", "d"]) void asked.ask(name, false);
  await aMoment();
  asked.comeNear("d");
  await asked.end("a");
  expect(asked.begun).toEqual(["a", "b", "d"]);
  await asked.end("b");
  expect(asked.begun).toEqual(["a", "b", "d"]);
  await asked.end("d");
  expect(asked.begun).toEqual(["a", "b", "d", "c"]);
});

it("work that fails says so to who asked, and makes room", async () => {
  const order = new NearFirst();
  const fail = () => Promise.reject(new Error("no connection"));
  await expect(order.run(() => true, fail)).rejects.toThrow("no connection");
  await expect(order.run(() => false, fail)).rejects.toThrow("no connection");
  await expect(
    order.run(
      () => false,
      () => Promise.resolve("came"),
    ),
  ).resolves.toBe("came");
});
