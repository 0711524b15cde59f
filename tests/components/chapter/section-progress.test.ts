import { expect, it } from "vitest";
import { describeWork, markOf, type SectionWork } from "../../../src/components/chapter/section-progress.ts";

const work = (part: Partial<SectionWork>): SectionWork => ({ guessed: [0, 0], run: [0, 0], solved: [0, 0], ...part });

it.each([
  [work({}), "", ""],
  [work({ guessed: [0, 2] }), "none", "0 of 2 guessed"],
  [work({ guessed: [1, 2], run: [1, 1] }), "some", "1 of 2 guessed, 1 of 1 run"],
  [work({ guessed: [2, 2], run: [0, 1] }), "all", "2 of 2 guessed, 0 of 1 run"],
  [work({ guessed: [2, 2], solved: [0, 1] }), "some", "2 of 2 guessed, 0 of 1 solved"],
  [work({ run: [1, 1] }), "all", "1 of 1 run"],
])("marks %j as %j", (given, mark, words) => {
  expect(markOf(given)).toBe(mark);
  expect(describeWork(given)).toBe(words);
});
