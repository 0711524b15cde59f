import { expect, it } from "vitest";
import { describePrice } from "../../../src/components/reader/run-price.ts";

const training = (elapsedMs: number) => ({ elapsedMs, runs: [] });

it("adds up what recorded runs took, those of cells with several values too, and rounds to what can be meant", () => {
  expect(describePrice({ a: training(21_000), b: { first: training(4_000), rows: [1] } })).toBe("about 25 s");
  expect(describePrice({ a: training(200_000), b: training(45_000) })).toBe("about 4 min");
});

it("says nothing where no time is known", () => {
  expect(describePrice({})).toBe("");
  expect(describePrice({ a: [1, 2], b: null, c: "word" })).toBe("");
});
