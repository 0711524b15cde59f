import { expect, test } from "vitest";
import {
  distance,
  geometricMean,
  mean,
  median,
  moments,
  norm,
  shareOf,
  sum,
  sumOf,
} from "../../src/core/statistics.ts";

test("adds up from the first value to the last, so that recorded numbers stay the same to the last bit", () => {
  expect(sum([0.1, 0.2, 0.3])).toBe(0.1 + 0.2 + 0.3);
  expect(sum([0.3, 0.2, 0.1])).toBe(0.3 + 0.2 + 0.1);
  expect(sum([1, 1e16, -1e16])).toBe(0);
  expect(sumOf([{ of: 1 }, { of: 2 }], ({ of }) => of)).toBe(3);
});

test("adds float32 values in double precision", () => {
  expect(norm(Float32Array.of(1e-23))).toBeCloseTo(1e-23, 30);
  expect(norm(Float32Array.of(1e-23))).toBeGreaterThan(0);
  expect(norm([3, 4])).toBe(5);
  expect(distance([1, 5], Float32Array.of(4, 1))).toBe(5);
});

test("of nothing there is no mean", () => {
  for (const value of [mean([]), geometricMean([]), median([]), moments([]).mean, moments([]).deviation])
    expect(value).toBeNaN();
  expect(sum([])).toBe(0);
  expect(norm([])).toBe(0);
});

test("the means differ in what they are of: values, factors, ranks", () => {
  const values = [1, 10, 1000, 10];
  expect(mean(values)).toBe(255.25);
  expect(geometricMean(values)).toBeCloseTo(10 ** (5 / 4), 10);
  expect(median(values)).toBe(10);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("a large mean does not swallow a small deviation, which is divided by the count", () => {
  expect(moments([1e8 + 1, 1e8 - 1])).toEqual({ mean: 1e8, deviation: 1 });
  expect(moments([2, 4, 6]).deviation).toBe(Math.sqrt(8 / 3));
});

test("a share is of all values", () => {
  expect(shareOf(Float32Array.of(0, 1, 0, 2), (value) => value === 0)).toBe(0.5);
});
