import { expect, it } from "vitest";
import { marginOf, safeThreshold, summarize } from "../../src/claims/margin.ts";
import { marginWords, thresholdFact } from "../../src/claims/verdict-words.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

const claim: Claim = sampleClaim;
const upperBound = { atMost: 0.1 };

it("counts the deviations between the threshold and the mean of other seeds", () => {
  const reference = summarize(claim, [1, 2, 3]);
  expect(reference).toEqual({ seeds: 3, met: 3, mean: 2, deviation: 1, weakest: 1 });
  expect(marginOf(claim, reference)).toBe(1.5);
  expect(marginOf(upperBound, summarize(upperBound, [0.02, 0.04, 0.06]))).toBeCloseTo(3, 12);
});

it("is negative where the mean itself misses the threshold", () => {
  expect(marginOf(claim, summarize(claim, [0.1, 0.2, 0.3]))).toBeCloseTo(-3, 12);
});

it("compares quotients on the logarithm, where twice and half are equally far", () => {
  const quotient = { atLeast: 2, quotient: true } as const;
  const reference = summarize(quotient, [4, 8, 16]);
  expect(reference.mean).toBeCloseTo(8, 12);
  expect(reference.deviation).toBeCloseTo(Math.LN2, 12);
  expect(marginOf(quotient, reference)).toBeCloseTo(2, 12);
  expect(() => summarize(quotient, [4, 0])).toThrow("A quotient must be above zero, got 0.");
});

it("turns round where the chapter says that the claim does not hold", () => {
  const denied = { atLeast: 3, states: "does-not-hold" } as const;
  const reference = summarize(denied, [1, 1.5, 2]);
  expect(reference).toMatchObject({ weakest: 2, met: 0 });
  expect(marginOf(denied, reference)).toBe(3);
});

it("leaves infinite effects out of the mean, and allows none on the wrong side", () => {
  expect(summarize(claim, [1, 2, 3, Infinity])).toMatchObject({ seeds: 4, met: 4, mean: 2, deviation: 1, weakest: 1 });
  expect(marginOf(claim, summarize(claim, [1, 2, 3, -Infinity]))).toBe(-Infinity);
});

it("takes half of the weakest effect or three deviations from the mean, whichever is safer", () => {
  expect(safeThreshold(claim, { seeds: 20, met: 20, mean: 0.87, deviation: 0.11, weakest: 0.64 })).toBeCloseTo(
    0.32,
    12,
  );
  expect(safeThreshold(claim, { seeds: 20, met: 20, mean: 0.6, deviation: 0.14, weakest: 0.5 })).toBeCloseTo(0.18, 12);
  const quotient = { atLeast: 1.1, quotient: true } as const;
  const reference = { seeds: 20, met: 20, mean: 3, deviation: 0.1, weakest: 2.25 };
  expect(safeThreshold(quotient, reference)).toBeCloseTo(1.5, 12);
  const bounded = { seeds: 20, met: 20, mean: 0.01, deviation: 0.001, weakest: 0.012 };
  expect(safeThreshold(upperBound, bounded)).toBeCloseTo(0.024, 12);
});

it("says the margin beside the threshold, and nothing where nothing was measured", () => {
  const reference = { seeds: 18, met: 18, mean: 0.872, deviation: 0.11, weakest: 0.64 };
  expect(thresholdFact({ ...claim, reference })).toBe(
    "at least 0.5, for every seed; 3.4 standard deviations below the mean of 18 other seeds",
  );
  expect(marginWords({ ...claim, quotient: true, reference: { ...reference, mean: 0.25 } })).toBe(
    "6.3 standard deviations of the logarithm above the mean of 18 other seeds",
  );
  expect(thresholdFact(claim)).toBe("at least 0.5, for every seed");
  expect(thresholdFact({ ...claim, badge: "derived" })).toBe("at least 0.5");
  const small = { ...claim, atLeast: 0, bySign: true, reference: { ...reference, met: 17 } } as const;
  expect(thresholdFact(small)).toBe("above 0 for four of five seeds; P(effect > 0) = 0.94, from 17 of 18 other seeds");
});
