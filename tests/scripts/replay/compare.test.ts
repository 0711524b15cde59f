import { expect, it } from "vitest";
import { agree, compareValues } from "../../../scripts/replay/compare.ts";
import type { Run, Training } from "../../../src/training/contract/protocol.ts";

const run: Run = {
  ...{ arm: "plain-4", family: "plain", depth: 4, parameterCount: 10, seed: 1, status: "done" },
  ...{ loss: [1.191, 1.155, 1.1], accuracy: [0.3, 0.4, 0.5], probes: [{ step: 0, gradientNorms: [0.01234] }] },
  evaluations: [{ step: 3, split: "test", mode: "running-statistics", loss: 1.2, accuracy: 0.4 }],
};
const training = (status: Training["status"], ...runs: readonly Run[]): Training => ({
  ...{
    status,
    runs,
    steps: 3,
    doneSteps: 3,
    totalSteps: 3,
    elapsedMs: 1,
    data: { kind: "spiral", seed: 1, points: 9, noise: 0 },
  },
  engine: { kind: "wasm", device: "wasm", reason: "" },
});
const recorded = training("done", run);

it.each([
  [1.191, 1.19149, true],
  [1.191, 1.1925, false],
  [0.0005917, 0.0005918, true],
  [0.0005917, 0.000592, false],
  [-2, 2, false],
  [0, 0, true],
  [1, NaN, false],
])("agrees to one unit of the fourth digit: %f and %f, %s", (before, now, same) =>
  expect(agree(before, now)).toBe(same),
);

it("compares the beginning of a training as far as it goes", () => {
  const beginning = { ...run, status: "running", loss: [1.191], accuracy: [0.3], evaluations: [] } as const;
  expect(compareValues(recorded, training("stopped", beginning))).toEqual([]);
  expect(compareValues(recorded, training("done", beginning)).join()).toMatch(
    /loss of plain-4, seed 1 was recorded over 3/,
  );
});

it("names run, update and both numbers of the first loss that differs", () => {
  const other = { ...run, loss: [1.191, 1.16, 1.5] };
  expect(compareValues(recorded, training("done", other))).toEqual([
    "loss of plain-4, seed 1 before update 1 was recorded as 1.155 and is 1.16 now",
  ]);
});

it("compares probes, evaluations, and how a run ended", () => {
  const probes = [{ step: 0, gradientNorms: [0.0124] }];
  expect(compareValues(recorded, training("done", { ...run, probes })).join()).toMatch(
    /gradientNorms .*0\.01234 .*0\.0124/,
  );
  const evaluations = run.evaluations.map((evaluation) => ({ ...evaluation, loss: 1.3 }));
  expect(compareValues(recorded, training("done", { ...run, evaluations })).join()).toMatch(/evaluations \(plain-4/);
  expect(compareValues(recorded, training("done", { ...run, status: "diverged" })).join()).toMatch(
    /"done".*"diverged"/,
  );
});

it("notices other settings: arms, seeds, steps and data", () => {
  const others = [
    { ...recorded, steps: 4 },
    training("done", { ...run, seed: 2 }),
    training("done"),
    { ...recorded, data: undefined },
  ];
  for (const other of others) expect(compareValues(recorded, other)).not.toEqual([]);
});

it("compares other values part by part", () => {
  const value = { width: 8, rows: [{ loss: 0.001234567 }] };
  expect(compareValues(value, { width: 8, rows: [{ loss: 0.0012345 }] })).toEqual([]);
  expect(compareValues(value, { width: 8, rows: [{ loss: 0.002 }] })).toEqual([
    "loss of 0 of rows of its value was recorded as 0.001234567 and is 0.002 now",
  ]);
  expect(compareValues(value, { width: 8, rows: [] })).toHaveLength(1);
});
