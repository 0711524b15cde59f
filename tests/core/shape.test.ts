import { expect, it } from "vitest";
import { formatShape, sameShape, sizeOf } from "../../src/core/shape.ts";

it("counts the values of a shape, one for a scalar", () => {
  expect(sizeOf([16, 16, 3])).toBe(768);
  expect(sizeOf([])).toBe(1);
});

it("tells shapes apart by sizes, order and rank", () => {
  expect(sameShape([2, 3], [2, 3])).toBe(true);
  expect(sameShape([2, 3], [3, 2])).toBe(false);
  expect(sameShape([2, 3], [2, 3, 1])).toBe(false);
});

it("prints shapes as a reader writes them", () => {
  expect(formatShape([16, 16, 8])).toBe("16 × 16 × 8");
  expect(formatShape([])).toBe("scalar");
});
