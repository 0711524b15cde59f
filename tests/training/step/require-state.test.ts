import { expect, test } from "vitest";
import { plainMlp } from "../../../src/models/mlp.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { requireState } from "../../../src/training/step/require-state.ts";

const net = plainMlp({ depth: 4, width: 8 });
const parameters = initialParameters(net);
const velocity = { "dense1/kernel": { shape: [2, 8], values: new Float32Array(16) } };

test("a state of the same net passes, whatever its optimizer remembers", () => {
  expect(() => requireState("train", net, { parameters, moments: [] })).not.toThrow();
  expect(() => requireState("train", net, { parameters, moments: [velocity, velocity] })).not.toThrow();
});

test("what an optimizer remembers of another net is refused", () => {
  const state = { parameters, moments: [{ "dense1/kernel": { shape: [2, 9], values: new Float32Array(18) } }] };
  const problem = "train: what its optimizer remembers of dense1/kernel does not fit plain-4.";
  expect(() => requireState("train", net, state)).toThrow(problem);
});

test("parameters of another net are refused", () => {
  expect(() => requireState("train", net, { parameters: {}, moments: [] })).toThrow("plain-4 needs dense1/kernel");
});
