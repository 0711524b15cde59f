import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { withoutStarters, withoutTexts, withTexts } from "../../src/notebook/page-cells.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

it("cells have their texts back from the page, and the page's data is smaller by as much, twice", () => {
  for (const name of publishedFiles()) {
    const { cells } = renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: name });
    const carried = withoutTexts(cells);
    const texts = new Map(cells.map(({ id, source }) => [id, source]));
    expect(withTexts(JSON.parse(JSON.stringify(carried)) as typeof carried, (id) => texts.get(id) ?? "")).toEqual(
      cells,
    );
    expect(JSON.stringify(carried).length).toBeLessThan(JSON.stringify(cells).length / 2);
  }
});

it("what learners start from is in the page's cells, and is not carried once more", () => {
  for (const name of publishedFiles()) {
    const { cells, exercises } = renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: name });
    const texts = new Map(cells.map(({ id, source }) => [id, source]));
    for (const { cell, starter } of exercises)
      if (cell !== null) expect(texts.get(cell)?.trimEnd()).toBe(starter?.trimEnd());
    expect(withoutStarters(exercises).some((exercise) => "starter" in exercise)).toBe(false);
  }
});
