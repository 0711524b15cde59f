import { expect, test } from "vitest";
import { sameValue } from "../../../src/host/runtime/same-value.ts";

test("plain data is the same where its content is the same", () => {
  expect(sameValue({ kind: "spiral", sizes: [1, 2] }, { sizes: [1, 2], kind: "spiral" })).toBe(true);
  expect(sameValue({ seed: 1 }, { seed: 2 })).toBe(false);
  expect(sameValue({ seed: 1 }, { seed: 1, noise: undefined })).toBe(false);
  expect(sameValue([1, 2], [1, 2, 3])).toBe(false);
  expect(sameValue(NaN, NaN)).toBe(true);
});

test("functions and instances are the same only where they are identical", () => {
  const make = () => () => 1;
  expect(sameValue(make(), make())).toBe(false);
  expect(sameValue(new Date(0), new Date(0))).toBe(false);
  expect(sameValue(new Float32Array(2), new Float32Array(2))).toBe(false);
});
