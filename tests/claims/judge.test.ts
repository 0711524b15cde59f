import { expect, test } from "vitest";
import { judge, type Verdict } from "../../src/claims/judge.ts";

const atLeast = { badge: "reproduced", atLeast: 0.5 } as const;
const atMost = { badge: "derived", atMost: 1e-6 } as const;

test.each<[string, readonly number[], Verdict]>([
  ["every seed meets it", [0.9, 0.5, 1.2], "holds"],
  ["no seed meets it", [0.1, 0.49, -3], "does-not-hold"],
  ["some seeds meet it", [0.9, 0.4, 1], "inconclusive"],
  ["there is only one seed", [0.9], "inconclusive"],
  ["a seed has nothing to compare", [0.9, 0.9, NaN], "inconclusive"],
  ["no seed has anything to compare", [NaN, NaN], "inconclusive"],
  ["the worse net diverged", [Infinity, 0.9], "holds"],
  ["the better net diverged", [-Infinity, -Infinity], "does-not-hold"],
  ["nothing was run", [], "not-run"],
])("when %s: %s is %s", (_, effects, verdict) => {
  expect(judge(atLeast, effects).verdict).toBe(verdict);
});

test("missing effects are a claim that was not run", () => {
  expect([judge(atLeast, undefined).verdict, judge(atLeast, null).verdict]).toEqual(["not-run", "not-run"]);
});

test("an upper bound is met from below, and one exact number suffices for what is derived", () => {
  expect(judge(atMost, [0]).verdict).toBe("holds");
  expect(judge(atMost, [1e-6]).verdict).toBe("holds");
  expect(judge(atMost, [2e-6]).verdict).toBe("does-not-hold");
});

test("mean and spread are those of the finite effects, extremes those of all", () => {
  expect(judge(atLeast, [1, 3, Infinity, NaN])).toEqual({
    ...{ verdict: "inconclusive", mean: 2, spread: Math.SQRT2, min: 1, max: Infinity },
    ...{ count: 3, finite: 2, met: 3 },
  });
  expect(judge(atLeast, [])).toMatchObject({ mean: NaN, spread: NaN, min: NaN, max: NaN, count: 0 });
});

test("the spread is that of a sample: of 1 and 3 the root of two, of one effect nothing", () => {
  expect(judge(atLeast, [1, 3]).spread).toBeCloseTo(Math.SQRT2, 12);
  expect(judge(atLeast, [2]).spread).toBeNaN();
});

test.each<[string, readonly number[], Verdict]>([
  ["all have it", [0.1, 0.2, 0.3], "holds"],
  ["four of five have it", [0.1, 0.2, 0.3, 0.4, -0.1], "holds"],
  ["two of three have it", [0.1, 0.2, -0.1], "inconclusive"],
  ["less than half have it", [0.1, -0.2, -0.1], "does-not-hold"],
  ["there is only one", [0.1], "inconclusive"],
])("a small effect is judged by the seeds that have its sign: where %s, %s is %s", (_, effects, verdict) => {
  expect(judge({ badge: "reproduced", bySign: true, atLeast: 0 }, effects).verdict).toBe(verdict);
});
