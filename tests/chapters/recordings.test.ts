import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RecordingCode } from "../../scripts/recordings/recording-code.ts";
import { staleOutputs, staleRecordings } from "../../scripts/recordings/stale.ts";
import { staleStops } from "../../scripts/stops/planned-stops.ts";
import { readReferences, withReferences } from "../../src/course/claim-references.ts";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { readRecordings } from "../../src/course/recorded-runs.ts";
import { readStops } from "../../src/course/recorded-stops.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const files = publishedFiles();
const code = new RecordingCode();

/** As the pages have it: verdicts show what the references say. */
function read(text: string, name: string): Chapter {
  const chapter = renderChapter(text, { file: `chapters/${name}` });
  return { ...chapter, claims: withReferences(chapter.claims, readReferences(chapter.slug)) };
}

describe.each(files)("the recorded runs of chapters/%s", (name) => {
  const text = readFileSync(`chapters/${name}`, "utf8");
  const chapter = read(text, name);
  const recorded = readRecordings(chapter.slug);
  const { runs, outputs } = recorded;
  const remedy = `Record it again: npm run record -- --chapter ${chapter.slug}`;

  it("cover every manual cell", () => {
    const manual = chapter.cells.filter(({ run }) => run === "manual").map(({ id }) => id);
    expect(runs.map(({ cell }) => cell).sort(), remedy).toEqual(manual.sort());
  });

  it("were made from the cells and by the code as they are now", () => {
    expect(staleRecordings(chapter, runs, code)).toEqual([]);
  });

  it("are there for each stop of a knob, from the cells and by the code as they are now", () => {
    expect(staleStops(chapter, readStops(chapter.slug), code)).toEqual([]);
  });

  it("are drawn in the page for readers without scripts", () => {
    const ids = chapter.cells.map(({ id }) => id);
    expect(
      Object.keys(outputs).filter((id) => !ids.includes(id)),
      remedy,
    ).toEqual([]);
    expect(Object.keys(outputs).length, remedy).toBeGreaterThan(0);
  });

  it("are drawn from the cells and by the code as they are now", () => {
    expect(staleOutputs(chapter, recorded, code)).toEqual([]);
  });

  it("name the recording where a cell that it follows from changes, and the output where a caption does", () => {
    const changed = read(text.replace(/^const seeds = /m, "const seeds = Object(") .replace(/^(const seeds = .*);$/m, "$1);"), name);
    expect(staleRecordings(changed, runs, code).join()).toMatch(/was recorded from other cells: .* npm run record -- --chapter/);
    const captioned = read(text.replace(/caption: "/, 'caption: "Other words. '), name);
    expect(staleOutputs(captioned, recorded, code).join()).toMatch(/outputs\.json: the outputs? of .* --outputs/);
  });
});
