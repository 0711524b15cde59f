import { mkdirSync } from "node:fs";
import { drawingsFile, outputsFile, readRecordings, type RecordedRun } from "../../src/course/recorded-runs.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { isTraining } from "../../src/training/contract/is-training.ts";
import { DrawingSources } from "../recordings/drawing-sources.ts";
import { RecordingCode } from "../recordings/recording-code.ts";
import { recordingFile } from "../recordings/stale.ts";
import { writeWholeFile } from "../write-whole-file.ts";
import { compactValue } from "./compact-value.ts";

interface ComputedCell {
  readonly cell: string;
  readonly value: unknown;
  readonly seconds: number;
  readonly device: string;
}

/** Writes what a cell computed as the recorded run that the page shows until the reader runs the cell. */
export function keepRecording(chapter: Chapter, { cell, value, seconds, device }: ComputedCell): void {
  const sourceHash = upstreamHash(chapter.cells, cell);
  const code = new RecordingCode().ofValue(chapter, cell, value);
  const run = { cell, sourceHash, value: compactValue(value), date: today(), device, engine: engineOf(value), seconds };
  writeRun(chapter, { ...run, code });
}

/** Writes a recording whose results are as they were, and which is of the present code by a replay. */
export function renewRecording(chapter: Chapter, run: RecordedRun): void {
  const sourceHash = upstreamHash(chapter.cells, run.cell);
  const code = new RecordingCode().ofValue(chapter, run.cell, run.value);
  writeRun(chapter, { ...run, sourceHash, code, replayed: today() });
}

/** Writes how the cells' outputs look, for readers without scripts, and what they were drawn from. */
export function keepOutputs(chapter: Chapter, outputs: Readonly<Record<string, string>>): void {
  writeWholeFile(`${folderOf(chapter)}/${outputsFile}`, `${JSON.stringify(outputs, null, 1)}\n`);
  keepDrawings(chapter);
}

/** Writes what the outputs are drawn from now. */
export function keepDrawings(chapter: Chapter): void {
  const { runs, outputs } = readRecordings(chapter.slug);
  const drawings = new DrawingSources(chapter, runs, new RecordingCode()).all(Object.keys(outputs));
  writeWholeFile(`${folderOf(chapter)}/${drawingsFile}`, `${JSON.stringify(drawings, null, 1)}\n`);
}

/** The engine of the first training in a cell's value; "none" if there is none. */
export function engineOf(value: unknown): string {
  const parts = typeof value === "object" && value !== null ? [value, ...Object.values(value)] : [];
  return parts.find(isTraining)?.engine.device ?? "none";
}

/** With `code` last: it is long, and says nothing of the results. */
function writeRun(chapter: Chapter, { code, ...run }: RecordedRun): void {
  mkdirSync(folderOf(chapter), { recursive: true });
  writeWholeFile(recordingFile(chapter.slug, run.cell), `${JSON.stringify({ ...run, code })}\n`);
}

function folderOf({ slug }: Chapter): string {
  const folder = `public/recordings/${slug}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
