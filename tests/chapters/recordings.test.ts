import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRecordings } from "../../src/course/recorded-runs.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const files = readdirSync("chapters").filter((name) => name.endsWith(".md"));

describe.each(files)("the recorded runs of chapters/%s", (name) => {
  const chapter = renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: `chapters/${name}` });
  const { runs, outputs } = readRecordings(chapter.slug);
  const remedy = `Record it again: npm run record -- --chapter ${chapter.slug}`;

  it("cover every manual cell", () => {
    const manual = chapter.cells.filter(({ run }) => run === "manual").map(({ id }) => id);
    expect(runs.map(({ cell }) => cell).sort(), remedy).toEqual(manual.sort());
  });

  it("were made from the cells as they are now", () => {
    const changed = runs.filter(({ cell, sourceHash }) => sourceHash !== upstreamHash(chapter.cells, cell));
    expect(
      changed.map(({ cell }) => cell),
      remedy,
    ).toEqual([]);
  });

  it("are drawn in the page for readers without scripts", () => {
    const ids = chapter.cells.map(({ id }) => id);
    expect(
      Object.keys(outputs).filter((id) => !ids.includes(id)),
      remedy,
    ).toEqual([]);
    expect(Object.keys(outputs).length, remedy).toBeGreaterThan(0);
  });
});
