import { expect, test } from "vitest";
import { lossGap } from "../../src/claims/effects.ts";
import { compactTraining } from "../../src/claims/recordings.ts";
import { sampleTraining, spiralArms } from "../fixtures/sample-training.ts";

const training = sampleTraining(spiralArms, { steps: 60 });

test("losses keep four significant digits", () => {
  const [run] = training.runs;
  const losses = run && { ...training, runs: [{ ...run, loss: [0.0012345678, 123.456] }] };
  expect(losses && compactTraining(losses).runs[0]?.loss).toEqual([0.001235, 123.5]);
});

test("a recording gives the verdict that the run gave, to four digits", () => {
  const recorded = JSON.parse(JSON.stringify(compactTraining(training))) as typeof training;
  const gaps = lossGap(training, "plain-56", "plain-20");
  lossGap(recorded, "plain-56", "plain-20").forEach((gap, at) => expect(gap).toBeCloseTo(gaps[at] ?? NaN, 3));
});

test("a diverged run stays diverged through JSON", () => {
  const [first] = spiralArms;
  const broken = sampleTraining(first ? [{ ...first, divergesAt: { 1: 9 } }] : [], { steps: 60, seeds: [1] });
  const recorded = JSON.parse(JSON.stringify(compactTraining(broken))) as typeof training;
  expect(recorded.runs[0]?.status).toBe("diverged");
  expect(recorded.runs[0]?.loss.at(-1)).toBeNull();
});

test("an evaluation of a diverged net, whose loss came through JSON, is kept without a number", () => {
  const [run] = training.runs;
  const evaluation = { step: 60, split: "test", mode: "running", loss: null, accuracy: 0.5 };
  const torn = run && { ...training, runs: [{ ...run, evaluations: [evaluation] }] };
  const kept = JSON.parse(
    JSON.stringify(torn && compactTraining(torn as unknown as typeof training)),
  ) as typeof training;
  expect(kept.runs[0]?.evaluations).toEqual([evaluation]);
});

test("parameters are dropped unless asked for", () => {
  const parameters = { "dense1/kernel": { shape: [1], values: [0.123456] } };
  const trained = { ...training, runs: training.runs.map((run) => ({ ...run, parameters })) };
  expect(compactTraining(trained).runs[0]).not.toHaveProperty("parameters");
  expect(compactTraining(trained, { keepParameters: true }).runs[0]?.parameters).toBe(parameters);
});
