import { expect, test } from "vitest";
import { runsByArm } from "../../../src/training/results/arms.ts";
import { finitePart, meanCurve, smoothTrailing } from "../../../src/training/results/curves.ts";
import { endValue, finalValue } from "../../../src/training/results/final-value.ts";
import { sampleTraining, spiralArms } from "../../fixtures/sample-training.ts";

const training = sampleTraining(spiralArms, { steps: 5 });
const [sample] = training.runs;
if (sample === undefined) throw new Error("The sample has a run.");

test("runs are grouped by arm, in the order asked for, and their seeds sorted", () => {
  const shuffled = { ...training, runs: training.runs.toReversed() };
  const arms = runsByArm("test", shuffled, ["plain-20", "plain-4"]);
  expect(arms.map(({ name, depth, runs }) => [name, depth, runs.map(({ seed }) => seed)])).toEqual([
    ["plain-20", 20, [1, 2, 3]],
    ["plain-4", 4, [1, 2, 3]],
  ]);
  expect(() => runsByArm("finalLoss", training, ["plain-5"])).toThrow('no arm is called "plain-5". Arms are "plain-4"');
});

test("the final value is the mean of the last mini-batches, or of as many as there are", () => {
  const run = { ...sample, status: "done" as const, loss: [9, 1, 2] };
  expect([finalValue(run, "loss", 2), finalValue(run, "loss", 50)]).toEqual([1.5, 4]);
  expect(finalValue({ ...run, loss: [] }, "loss", 50)).toBeNaN();
});

const atEnd = { metric: "accuracy", last: undefined, split: "test" } as const;

test("a diverged run's final loss is infinite and its accuracy 0, whatever it was evaluated to", () => {
  const run = { ...sample, status: "diverged" as const, loss: [1, NaN] };
  expect([finalValue(run, "loss", 50), finalValue(run, "accuracy", 50)]).toEqual([Infinity, 0]);
  expect(endValue(run, { ...atEnd, metric: "loss" }, "running-statistics")).toBe(Infinity);
});

test("an end on a split is its last evaluation, or not known yet", () => {
  const evaluations = [0.5, 0.75].map((accuracy, at) => ({ ...evaluation, step: at, accuracy }));
  expect(endValue({ ...sample, evaluations }, atEnd, "running-statistics")).toBe(0.75);
  const both = [...evaluations, { ...evaluation, mode: "batch-statistics", accuracy: 1 } as const];
  expect(endValue({ ...sample, evaluations: both }, atEnd, "running-statistics")).toBe(0.75);
  expect(endValue({ ...sample, evaluations }, { ...atEnd, split: "training" }, "running-statistics")).toBeNaN();
});

const evaluation = { step: 0, split: "test", mode: "running-statistics", loss: 1, accuracy: 0 } as const;

test("the trailing mean takes fewer values at the start", () => {
  expect(smoothTrailing([4, 2, 6, 8], 2)).toEqual([4, 3, 4, 7]);
});

test("a mean curve goes as far as every curve goes, a finite part up to the first value that is no number", () => {
  expect(
    meanCurve([
      [1, 2, 3],
      [3, 4],
    ]),
  ).toEqual([2, 3]);
  expect(meanCurve([])).toEqual([]);
  expect(finitePart([1, 50, NaN, 2])).toEqual([1, 50]);
});
