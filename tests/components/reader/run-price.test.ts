import { expect, it } from "vitest";
import { describePrice } from "../../../src/components/reader/run-price.ts";

const took = (elapsedMs: number) => ({ elapsedMs });

it("adds up what recorded runs took, and rounds to what can be meant", () => {
  expect(describePrice([took(21_000), took(4_000)])).toBe("about 25 s");
  expect(describePrice([took(200_000), took(45_000)])).toBe("about 4 min");
});

it("says nothing where no time is known", () => {
  expect(describePrice([])).toBe("");
  expect(describePrice([took(0), took(0)])).toBe("");
});
