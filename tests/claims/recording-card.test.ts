import { expect, it } from "vitest";
import { describeRecording } from "../../src/claims/recording-card.ts";

const recorded = { date: "2026-01-31", device: "a test" };
const training = (elapsedMs: number, ...seeds: number[]) => ({
  elapsedMs,
  recorded,
  totalSteps: 3,
  runs: seeds.map((seed) => ({ seed })),
});

it("says of a training when it was made, how long it took and with how many seeds", () => {
  expect(describeRecording(training(21_000, 1, 2, 2))).toEqual({ made: recorded, elapsedMs: 21_000, seeds: 2 });
});

it("adds up the trainings among a cell's values", () => {
  const value = { rows: [1], first: training(4_000, 1), second: training(1_000, 1, 3) };
  expect(describeRecording(value)).toEqual({ made: recorded, elapsedMs: 5_000, seeds: 2 });
});

it("counts what a cell does beside its trainings, where that is known", () => {
  const value = { taught: training(4_000, 1), studies: [] };
  expect(describeRecording(value, 21.4)).toMatchObject({ elapsedMs: 21_400, seeds: 1 });
  expect(describeRecording(training(4_000, 1), 3.9).elapsedMs).toBe(4_000);
});

it("says nothing of what is no training", () => {
  const nothing = { made: null, elapsedMs: 0, seeds: 0 };
  for (const value of [[1, 2], null, "word", 7, {}]) expect(describeRecording(value)).toEqual(nothing);
});
