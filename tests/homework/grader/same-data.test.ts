import { expect, it } from "vitest";
import { isSameData } from "../../../src/homework/grader/verdicts/same-data.ts";

const within = { absolute: 0.01, relative: 0.1 };

it("takes numbers that are near enough, infinite ones as they are, and no object with a class of its own", () => {
  expect(isSameData(Object.assign(Object.create(null), { a: 1 }), { a: 1 }, within)).toBe(true);
  expect(isSameData(new Map(), {}, within)).toBe(false);
  expect(isSameData(() => 1, {}, within)).toBe(false);
  expect(isSameData(null, {}, within)).toBe(false);
  expect(isSameData(Infinity, { $: "number", is: "Infinity" }, within)).toBe(true);
  expect(isSameData(1e300, { $: "number", is: "Infinity" }, within)).toBe(false);
  expect(isSameData(0.009, 0, within)).toBe(true);
  expect(isSameData(109, 100, within)).toBe(true);
  expect(isSameData(NaN, 0, within)).toBe(false);
});
