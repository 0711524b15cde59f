import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chapterPlans } from "../../src/claims/registry/chapter-plans.ts";
import { rowsOfChapter } from "../../src/claims/registry/ledger.ts";
import { placedRows, placedRowsBySection } from "../../src/notebook/ledger-rows.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const files = readdirSync("chapters").filter((name) => name.endsWith(".md"));

/** Chapters that are not written yet join as soon as their file is there. */
describe.each(files)("the rows of the ledger in chapters/%s", (name) => {
  const chapter = renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: `chapters/${name}` });
  const plan = chapterPlans[chapter.slug] ?? [];
  const rows = rowsOfChapter(chapter.slug);

  it("find every section of the plan as a heading", () => {
    const headings = chapter.headings.map(({ id }) => id);
    expect(plan.filter((section) => !headings.includes(section))).toEqual([]);
  });

  it("are all there, and none that belongs elsewhere", () => {
    expect([...placedRows(chapter)].sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it("stand in the sections that the plan gives them", () => {
    const placed = placedRowsBySection(chapter, plan);
    const missing = rows.flatMap(({ id, sections }) =>
      sections.filter((section) => !placed.get(section)?.includes(id)).map((section) => `${id} in #${section}`),
    );
    expect(missing).toEqual([]);
  });
});
