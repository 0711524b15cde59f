import { expect, test } from "vitest";
import { compactValue } from "../../scripts/claims/compact-value.ts";
import { compactTraining } from "../../src/claims/recordings.ts";
import { sampleTraining, spiralArms } from "../fixtures/sample-training.ts";

test("trainings are compact wherever they stand in a value, and the rest of it stays as it is", () => {
  const made = sampleTraining(spiralArms, { steps: 3 });
  const parameters = { "dense1/kernel": { shape: [1], values: [0.123456] } };
  const training = { ...made, runs: made.runs.map((run) => ({ ...run, parameters })) };
  const lengths = new Float32Array([0.123456]);
  const rows = [{ seed: 1, length: 8.123456789 }, "words", null];
  const compact = compactTraining(training);
  expect(compactValue(training)).toEqual(compact);
  expect(compactValue({ rows, lengths, runs: [training], nested: { parts: [[training]] } })).toEqual({
    ...{ rows, lengths, runs: [compact], nested: { parts: [[compact]] } },
  });
});
