import { describe, expect, test } from "vitest";
import { dropBits, dropKey } from "../../src/core/counted-random.ts";

const count = 100_000;
const draw = (key: number): number[] => Array.from({ length: count }, (_, at) => dropBits(key, at) / 2 ** 24);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of two series of uniform numbers, which have a variance of 1/12. */
function correlation(a: readonly number[], b: readonly number[]): number {
  return 12 * mean(a.map((value, at) => (value - 0.5) * ((b[at] ?? 0) - 0.5)));
}

test("the bits are these, on every engine and for ever", () => {
  expect([dropKey(1, 2, 3), dropKey(2 ** 32 - 1, 0, 0), dropKey(2 ** 31, 500, 64_000)]).toEqual([
    1066372762, 4034682539, 676764798,
  ]);
  expect([0, 1, 2, 3, 1_000_000].map((at) => dropBits(dropKey(1, 2, 3), at))).toEqual([
    11242089, 2348608, 7271133, 16048198, 14128175,
  ]);
});

describe("under one key", () => {
  const values = draw(dropKey(7, 3, 11));

  test("the bits are 24 and even: every tenth holds a tenth", () => {
    expect(values.every((value) => value >= 0 && value < 1 && Number.isInteger(value * 2 ** 24))).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, part) => values.filter((v) => Math.floor(v * 10) === part).length);
    for (const size of tenths) expect(Math.abs(size - count / 10)).toBeLessThan(5 * Math.sqrt(count * 0.09));
  });

  test.each([1, 2, 8, 16, 1024])("what is dropped does not depend on what was dropped %i places before", (lag) => {
    const bound = 5 / Math.sqrt(count);
    expect(Math.abs(correlation(values.slice(lag), values.slice(0, -lag)))).toBeLessThan(bound);
  });
});

test.each([
  ["seeds", dropKey(1, 5, 9), dropKey(2, 5, 9)],
  ["layers", dropKey(1, 5, 9), dropKey(1, 6, 9)],
  ["steps", dropKey(1, 5, 9), dropKey(1, 5, 10)],
  ["a layer and a step that change places", dropKey(1, 5, 9), dropKey(1, 9, 5)],
])("different %s drop independently", (_, a, b) => {
  expect(Math.abs(correlation(draw(a), draw(b)))).toBeLessThan(5 / Math.sqrt(count));
});

test("the coins of successive steps are fair and do not repeat each other", () => {
  const coins = Array.from({ length: count }, (_, step) => dropBits(dropKey(1, 4, step), 0) / 2 ** 24);
  expect(Math.abs(mean(coins) - 0.5)).toBeLessThan(5 / Math.sqrt(12 * count));
  expect(Math.abs(correlation(coins.slice(1), coins.slice(0, -1)))).toBeLessThan(5 / Math.sqrt(count));
});
