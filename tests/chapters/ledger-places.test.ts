import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chapterPlans } from "../../src/claims/registry/chapter-plans.ts";
import { ledger, rowsOfChapter } from "../../src/claims/registry/ledger.ts";
import { chapterFiles, publishedFiles } from "../../src/course/chapter-files.ts";
import { fillRowMarks } from "../../src/course/row-marks.ts";
import { placedRows, placedRowsBySection } from "../../src/notebook/ledger-rows.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const files = publishedFiles();

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

  it("show what they rest on: in a claim box with its badge, or at the end of the prose", () => {
    const shown = shownRows(chapter);
    expect(rows.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it("name live cells that there are", () => {
    const cells = ledger
      .flatMap(({ derivedIn = [] }) => derivedIn)
      .map((place) => place.split("#"))
      .filter(([slug]) => slug === chapter.slug);
    expect(cells.filter(([, cell]) => !chapter.cells.some(({ id }) => id === cell))).toEqual([]);
  });

  it("have boxes that say what they do not show", () => {
    const boxes = chapter.html.split(/(?=<section class="experiment[ "])/).slice(1);
    expect(boxes.map((box) => / id="([^"]*)"/.exec(box)?.[1])).toEqual(chapter.claims.map(({ id }) => id));
    const silent = boxes.filter((box) => {
      const [, said = ""] = /<summary class="limits-title">.*?<\/summary>(.*?)<\/details>/s.exec(box) ?? [];
      return said.replace(/<[^>]*>/g, "").trim() === "";
    });
    expect(silent.map((box) => box.slice(0, 80))).toEqual([]);
  });
});

it("every row and question of the first five chapters is answered with a badge, except where nothing was claimed", () => {
  const shown = chapterFiles().flatMap((name) => [
    ...shownRows(renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: `chapters/${name}` })),
  ]);
  const owed = ledger.filter(({ id, verdict }) => /^(?:[VDRBP]|X(?:[67]|3[2-7])$|Q(?:[1-9]|1[0-6])$)/.test(id) && verdict !== "off");
  expect(owed.map(({ id }) => id).filter((id) => !shown.includes(id))).toEqual([]);
});

/** The rows that a claim box answers, which always has a badge, or that a mark gives a paper, a cell or an experiment. */
function shownRows(chapter: ReturnType<typeof renderChapter>): ReadonlySet<string> {
  const marks = fillRowMarks(chapter, "/claims/").split('<span class="row-mark" data-marks="').slice(1);
  const marked = marks.filter((mark) => /^[^>]*><span class="row-item row-(?:reported|derived|reproduced)">/.test(mark));
  return new Set([
    ...chapter.claims.flatMap(({ rows }) => rows),
    ...marked.flatMap((mark) => mark.slice(0, mark.indexOf('"')).split(/[\s,]+/)),
  ]);
}
