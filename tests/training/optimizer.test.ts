import { expect, test } from "vitest";
import { learningRateAt } from "../../src/training/optimizer.ts";

const spec = { kind: "sgd", warmUp: null, learningRate: 0.1, momentum: 0.9, weightDecay: 0, decay: [] } as const;

test("the rate is constant without decay", () => {
  expect([0, 5, 9].map((step) => learningRateAt(spec, step, 10))).toEqual([0.1, 0.1, 0.1]);
});

test("each decay multiplies the rate from its part of the steps on", () => {
  const decay = [
    { at: 0.3, factor: 0.5 },
    { at: 0.8, factor: 0.1 },
  ];
  const rates = Array.from({ length: 10 }, (_, step) => learningRateAt({ ...spec, decay }, step, 10) / 0.1);
  [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.05, 0.05].forEach((rate, step) => expect(rates[step]).toBeCloseTo(rate, 12));
});
