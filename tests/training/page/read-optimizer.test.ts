import { describe, expect, test } from "vitest";
import { readOptions } from "../../../src/core/options.ts";
import type { OptimizerSpec } from "../../../src/training/contract/optimizer.ts";
import { optimizerOptions, readOptimizer, type OptimizerOptions } from "../../../src/training/page/read-optimizer.ts";

/** As `train` reads what a cell passes. */
function read(where: string, given: OptimizerOptions, general?: OptimizerSpec): OptimizerSpec {
  return readOptimizer(where, readOptions(where, given, optimizerOptions), general);
}

const sgd = read("train", { learningRate: 0.05, decay: [{ at: 0.5, factor: 0.1 }] });

test("SGD with momentum is the default, Adam has its authors' settings", () => {
  const schedule = { warmUp: null, decay: [] };
  expect(read("train", {})).toEqual({
    ...{ kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4, ...schedule },
  });
  expect(read("train", { optimizer: "adam", beta2: 0.99 })).toEqual({
    ...{ kind: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, ...schedule },
  });
});

test("an arm changes what it names and keeps the rest", () => {
  expect(read("arm", { weightDecay: 0 }, sgd)).toEqual({ ...sgd, weightDecay: 0 });
  const warmUp = { until: 0.1, from: 0.01 };
  expect(read("arm", { warmUp }, sgd)).toEqual({ ...sgd, warmUp: { kind: "linear", ...warmUp } });
});

test("an arm with another optimizer takes that one's rate, and the decay in time of all", () => {
  const adam = read("arm", { optimizer: "adam" }, sgd);
  expect(adam).toMatchObject({ kind: "adam", learningRate: 0.001, weightDecay: 0, decay: sgd.decay });
});

describe("refuses", () => {
  const cases: [string, object, OptimizerSpec?][] = [
    ['train: optimizer must be one of "sgd", "adam", got "adamw". Try "adam".', { optimizer: "adamw" }],
    ['train: momentum is no option of optimizer "adam". Its own are beta1,', { optimizer: "adam", momentum: 0.9 }],
    ['train: beta1 is no option of optimizer "sgd". Its own are momentum,', { beta1: 0.9 }],
    ["train: beta2 must be below 1, got 1.", { optimizer: "adam", beta2: 1 }],
    ["train: epsilon must be above 0, got 0.", { optimizer: "adam", epsilon: 0 }],
    ["train: weightDecay must be a finite number of at least 0, got -1.", { weightDecay: -1 }],
    ["train, warmUp: unknown option 'steps'.", { warmUp: { steps: 10 } }],
    ["train, warmUp: until must be a number from 0 to 1, got 400.", { warmUp: { until: 400, from: 0 } }],
    ["train, warmUp: kind must be one of", { warmUp: { until: 0.1, from: 0, kind: "cosine" } }],
    ["train: decay must be a list", { decay: { at: 0.5, factor: 0.1 } }],
  ];
  test.each(cases)("%s", (message, options) => {
    expect(() => read("train", options as OptimizerOptions)).toThrow(message);
  });
});
