import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import type { Chapter } from "../src/notebook/chapter.ts";
import { renderChapter } from "../src/notebook/render-chapter.ts";
import { captureOutputs } from "./capture-outputs.ts";
import { inChapterPage } from "./in-chapter-page.ts";
import { recordCell } from "./record-cell.ts";

/**
 * `npm run record -- --chapter degradation [--cell plainRuns …] [--device "…"]`: runs a chapter's manual cells in the
 * built page, as a reader would, and keeps their values and all outputs in public/recordings/. Without --cell all of
 * them are run anew; `--cell none` only draws the outputs again.
 */
const { values } = parseArgs({
  options: {
    chapter: { type: "string" },
    cell: { type: "string", multiple: true },
    device: { type: "string", default: describeMachine() },
  },
});

const chapter = readChapter(values.chapter);
const folder = `public/recordings/${chapter.slug}`;
mkdirSync(folder, { recursive: true });
await inChapterPage(chapter.slug, async (page) => {
  for (const cell of chooseCells(chapter, values.cell)) {
    const run = await recordCell(page, chapter, cell, values.device);
    writeFileSync(`${folder}/${cell}.json`, `${JSON.stringify(run)}\n`);
  }
});
// Once more from the start: what a reader sees who has run nothing yet.
await inChapterPage(chapter.slug, async (page) => {
  writeFileSync(`${folder}/outputs.json`, `${JSON.stringify(await captureOutputs(page), null, 1)}\n`);
});

function readChapter(slug: string | undefined): Chapter {
  const names = readdirSync("chapters").filter((name) => name.endsWith(".md"));
  const name = names.find((name) => name.replace(/^\d+-/, "") === `${slug}.md`);
  if (name !== undefined) return renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: `chapters/${name}` });
  const known = names.map((name) => name.replace(/^\d+-|\.md$/g, "")).join(", ");
  throw new Error(`record: no chapter is called ${slug}. Say --chapter and one of ${known}.`);
}

function chooseCells({ cells }: Chapter, wanted: readonly string[] | undefined): readonly string[] {
  const manual = cells.filter(({ run }) => run === "manual").map(({ id }) => id);
  if (!wanted) return manual;
  const unknown = wanted.find((id) => id !== "none" && !manual.includes(id));
  if (unknown === undefined) return manual.filter((id) => wanted.includes(id));
  throw new Error(`record: no manual cell is called ${unknown}. They are ${manual.join(", ")}.`);
}

function describeMachine(): string {
  const processors = cpus();
  const model =
    processors[0]?.model
      .replace(/\((R|TM)\)/g, "")
      .replace(/\s+/g, " ")
      .trim() || "processor";
  return `${processors.length} cores of ${model}`;
}
