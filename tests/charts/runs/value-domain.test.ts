import { expect, test } from "vitest";
import { lossTicks, valueDomain } from "../../../src/charts/runs/value-domain.ts";

function curveOf(values: readonly number[]) {
  return [{ seeds: [{ seed: 1, diverged: false, points: values.map((value, step) => ({ step, value })) }] }];
}

const linear = { metric: "loss", yScale: "linear" } as const;

test("a loss axis starts at 0 and ends just above the greatest loss or chance", () => {
  expect(valueDomain(curveOf([1.52, 0.7, 0.3]), linear)).toEqual([0, 1.6]);
  expect(valueDomain(curveOf([0.5]), { ...linear, chance: 2.3 })).toEqual([0, expect.closeTo(2.3)]);
});

test("one exploding run does not flatten the others", () => {
  const calm = Array.from({ length: 100 }, () => 1);
  expect(valueDomain(curveOf([...calm, 1e6]), linear)).toEqual([0, 2.5]);
});

test("a logarithmic axis leaves zero out and ticks powers of ten", () => {
  const [low, high] = valueDomain(curveOf([1, 0.01, 0]), { ...linear, yScale: "log" });
  expect([low, high]).toEqual([expect.closeTo(0.01 / 1.1), expect.closeTo(1.1)]);
  expect(lossTicks([low, high])).toEqual([0.01, 0.1, 1]);
});

test("an axis without any value yet can still be drawn", () => {
  expect(valueDomain([], linear)).toEqual([0, 1]);
});
