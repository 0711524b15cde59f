import { expect, test } from "vitest";
import { shapes } from "../../../src/data/shapes.ts";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { emptyPoolSize, poolSize } from "../../../src/training/page/pool-size.ts";
import { readTrainRequest } from "../../../src/training/page/train-request.ts";

const small = readTrainRequest(plainMlp({ depth: 4 }), { data: spiral(), steps: 10, seeds: [1, 2, 3] });
const usual = readTrainRequest(residualNet({ depth: 20, width: 8, inputShape: [16, 16, 3] }), {
  ...{ data: shapes(), steps: 100, batchSize: 32, seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
});

test("there are no more workers than runs, and no more than the reader wants", () => {
  expect(poolSize(small, { most: 7, room: 3e9 })).toBe(3);
  expect(poolSize(small, { most: 2, room: 3e9 })).toBe(2);
  expect(poolSize(small, { most: 1, room: 3e9 })).toBe(1);
});

test("where memory is short there are fewer, and one in any case", () => {
  const rooms = [3e9, 1e9, 5e8, 2.5e8, 1e8, 1e6];
  const sizes = rooms.map((room) => poolSize(usual, { most: 15, room }));
  expect(sizes[0]).toBe(9);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes[3]).toBeGreaterThan(1);
  expect(sizes[3]).toBeLessThan(9);
  expect(sizes.at(-1)).toBe(1);
});

test("without a word of the reader's, one core is left to the page", () => {
  const { navigator } = globalThis;
  const set = (value: unknown) => Object.defineProperty(globalThis, "navigator", { configurable: true, value });
  try {
    set({ hardwareConcurrency: 8, deviceMemory: 8 });
    expect(poolSize(usual)).toBe(7);
    set({ hardwareConcurrency: 2, deviceMemory: 8 });
    expect(poolSize(usual)).toBe(1);
    set({ hardwareConcurrency: 16, deviceMemory: 0.5 });
    expect(poolSize(usual)).toBeLessThan(3);
    set({});
    expect(poolSize(usual)).toBe(1);
  } finally {
    set(navigator);
  }
});

test("before anything is trained no more workers are made than trainings usually have runs, and memory has room for", () => {
  expect(emptyPoolSize(1, 3e9)).toBe(1);
  expect(emptyPoolSize(7, 3e9)).toBe(7);
  expect(emptyPoolSize(63, 3e9)).toBe(9);
  expect(emptyPoolSize(7, 2.5e8)).toBe(2);
  expect(emptyPoolSize(7, 1e6)).toBe(1);
});
