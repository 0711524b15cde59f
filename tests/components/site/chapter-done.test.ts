import { expect, it } from "vitest";
import { describeDone } from "../../../src/components/site/chapter-done.ts";
import { createStorage } from "../../editor/memory-storage.ts";

const work = { experiments: 18, exercises: 14, runs: 9 };

it("counts guesses, runs and solved exercises, and says nothing where there are none", () => {
  const storage = createStorage();
  expect(describeDone("degradation", work, 0, storage)).toBe("");
  storage.setItem("guesses:degradation", JSON.stringify({ all: false, placed: { "E-D1": {}, "E-R2": {} } }));
  storage.setItem("solved:degradation", JSON.stringify({ a: 3, b: 0 }));
  expect(describeDone("degradation", work, 3, storage)).toBe("2 of 18 guesses, 3 of 9 runs, 1 of 14 exercises");
  storage.setItem("guesses:degradation", "[");
  expect(describeDone("degradation", work, 0, storage)).toBe("0 of 18 guesses, 0 of 9 runs, 1 of 14 exercises");
  expect(describeDone("degradation", work, 0, null)).toBe("");
  expect(describeDone("degradation", work, 1, null)).toContain("1 of 9 runs");
});
