import { expect, it } from "vitest";
import { isSameData } from "../../../src/homework/assignment/same-data.ts";

const within = { absolute: 0.01, relative: 0.1 };

it("takes values as they are in the teacher's own process: lists of any kind, and no object with a class of its own", () => {
  expect(isSameData(new Float32Array([1, 2.05]), [1, 2], within)).toBe(true);
  expect(isSameData(new Float32Array([1]), [1, 2], within)).toBe(false);
  expect(isSameData(new DataView(new ArrayBuffer(1)), [0], within)).toBe(false);
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
