import { expect, it } from "vitest";
import { overrideNames } from "../../scripts/claims/override-names.ts";
import { planChapter } from "../../scripts/claims/plan.ts";
import { readChapters } from "../../scripts/claims/read-chapters.ts";

const all = { claims: null, cells: null, record: false, shard: { index: 1, count: 1 } } as const;

it.each(readChapters([]))("every claim of $slug can be run from its cells, with other seeds and small", (chapter) => {
  const seconds = new Map<string, number>();
  const plan = planChapter(chapter, { ...all, size: "full" }, seconds);
  expect(plan.claims.map(({ claim }) => claim)).toEqual(chapter.claims);
  expect(planChapter(chapter, { ...all, size: "small" }, seconds).claims.length).toBeGreaterThan(0);
  expect(overrideNames(chapter.cells, { ...chapter.front.small, seeds: [4, 5] }).size).toBeGreaterThan(0);
});
