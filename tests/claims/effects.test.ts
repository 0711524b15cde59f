import { expect, test } from "vitest";
import {
  evaluationLoss,
  finalAccuracy,
  finalLoss,
  gradientRatio,
  lossGap,
  smallestGradientRatio,
  stepsToError,
  testGap,
} from "../../src/claims/effects.ts";
import type { Run, Training } from "../../src/training/contract/protocol.ts";
import { sampleTraining } from "../fixtures/sample-training.ts";

function run(arm: string, seed: number, changes: Partial<Run>): Run {
  const base = { arm, seed, family: "plain", depth: 8, parameterCount: 1, status: "done" } as const;
  return { ...base, loss: [], accuracy: [], evaluations: [], probes: [], ...changes };
}

function training(...runs: readonly Run[]): Training {
  return { ...sampleTraining([]), runs };
}

const two = training(
  run("deep", 2, { loss: [9, 4, 6], accuracy: [0, 0.5, 0.7] }),
  run("deep", 1, { loss: [9, 2, 4] }),
  run("shallow", 1, { loss: [9, 1, 2] }),
  run("shallow", 2, { loss: [9, NaN], status: "diverged" }),
);

test("the final loss is the mean of the last steps, by seed", () => {
  expect(finalLoss(two, "deep", { last: 2 })).toEqual([3, 5]);
  expect(finalAccuracy(two, "deep", { last: 2 })[1]).toBeCloseTo(0.6);
});

test("a diverged run counts as an infinite loss", () => {
  expect(finalLoss(two, "shallow", { last: 2 })).toEqual([1.5, Infinity]);
  expect(evaluationLoss(two, "shallow", { split: "test" })[1]).toBe(Infinity);
});

test("a gap is taken seed by seed", () => {
  expect(lossGap(two, "deep", "shallow", { last: 2 })).toEqual([1.5, -Infinity]);
});

test("two diverged runs cannot be compared", () => {
  const both = training(run("a", 1, { status: "diverged" }), run("b", 1, { status: "diverged" }));
  expect(lossGap(both, "a", "b")).toEqual([NaN]);
});

test("a gap between arms of other seeds is refused", () => {
  const uneven = training(run("a", 1, {}), run("b", 2, {}));
  expect(() => lossGap(uneven, "a", "b")).toThrow('lossGap: "a" has seeds 1, "b" has seeds 2.');
});

test("an unknown arm is refused with the arms there are", () => {
  expect(() => finalLoss(two, "deeper")).toThrow('finalLoss: no arm is called "deeper". Arms are "deep", "shallow".');
});

test("before the first step there is no effect yet", () => {
  expect(finalLoss(training(run("a", 1, { status: "running" })), "a")).toEqual([NaN]);
});

test("evaluations count by their last one, and their gap is test minus training", () => {
  const at = (step: number, split: "training" | "test", loss: number) =>
    ({ step, split, mode: "running-statistics", loss, accuracy: null }) as const;
  const evaluations = [at(0, "training", 2), at(0, "test", 2), at(10, "training", 0.25), at(10, "test", 1)];
  const evaluated = training(run("a", 1, { evaluations }), run("a", 2, {}));
  expect(evaluationLoss(evaluated, "a", { split: "training" })).toEqual([0.25, NaN]);
  expect(testGap(evaluated, "a")).toEqual([0.75, NaN]);
});

test("gradient ratios compare the first block's input with the last block's output", () => {
  const probes = [
    { step: 0, gradientNorms: [8, 4, 2] },
    { step: 20, gradientNorms: [1, 4, 2] },
  ];
  const probed = training(run("a", 1, { probes }), run("a", 2, { status: "running" }));
  expect(gradientRatio(probed, "a", { step: 0 })).toEqual([4, NaN]);
  expect(smallestGradientRatio(probed, "a")).toEqual([0.5, NaN]);
  expect(() => gradientRatio(training(run("a", 1, { probes })), "a", { step: 7 })).toThrow("Probed steps are 0, 20;");
});

test("stepsToError counts updates until the mean error of a window is small enough", () => {
  const runs = training(
    run("net", 1, { accuracy: [0, 0.2, 0.6, 0.9, 0.8, 0.9] }),
    run("net", 2, { accuracy: [0.2, 0.3, 0.4, 0.3] }),
    run("net", 3, { accuracy: [0.2, 0.3], status: "running" }),
  );
  expect(stepsToError(runs, "net", { error: 0.25, window: 2 })).toEqual([4, Infinity, NaN]);
});

test("a number in the place of an option's object, or a misspelt split, is refused and not read over", () => {
  const misuse = { finalLoss, evaluationLoss, stepsToError } as unknown as Record<
    string,
    (...given: unknown[]) => unknown
  >;
  expect(() => misuse["finalLoss"]?.(two, "deep", 50)).toThrow("finalLoss: expected an options object, got 50");
  expect(() => misuse["finalLoss"]?.(two, "deep", { last: "50" })).toThrow("last must be an integer of at least 1");
  expect(() => misuse["evaluationLoss"]?.(two, "deep", { split: "tset" })).toThrow('Try "test"');
  expect(() => misuse["stepsToError"]?.(two, "deep", { error: 25 })).toThrow(
    "error must be a number from 0 to 1, got 25",
  );
});
