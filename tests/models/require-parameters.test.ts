import { expect, test } from "vitest";
import { plainMlp } from "../../src/models/mlp.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { requireParameters } from "../../src/models/require-parameters.ts";

const net = plainMlp({ depth: 4, width: 8 });
const own = initialParameters(net);

test("a net's own parameters pass, and others beside them do no harm", () => {
  expect(() => requireParameters("train", net, { ...own, more: { shape: [1], values: [0] } })).not.toThrow();
});

test.each([
  ["missing", { ...own, "dense1/kernel": undefined as never }, "it is missing"],
  [
    "of another net",
    { ...own, "dense1/kernel": { shape: [8, 2], values: new Float32Array(16) } },
    "its shape is 8 × 2",
  ],
  ["cut off", { ...own, "dense1/kernel": { shape: [2, 8], values: new Float32Array(3) } }, "it holds 3 values"],
])("one that is %s is refused, with what the net needs", (_, parameters, problem) => {
  const expected = `train: plain-4 needs dense1/kernel of shape 2 × 8, but ${problem}. Pass the parameters of a run`;
  expect(() => requireParameters("train", net, parameters)).toThrow(expected);
});
