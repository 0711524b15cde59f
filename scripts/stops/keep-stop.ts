import { mkdirSync } from "node:fs";
import { stopsFolder, type RecordedStop } from "../../src/course/recorded-stops.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { compactValue } from "../claims/compact-value.ts";
import type { RecordingCode } from "../recordings/recording-code.ts";
import { writeWholeFile } from "../write-whole-file.ts";
import { marksOf, stopFile } from "./planned-stops.ts";

/** Writes what a cell computed at a stop, as of the present cells and code. */
export function keepStop(
  chapter: Chapter,
  stop: Omit<RecordedStop, "date" | "sourceHash" | "code">,
  code: RecordingCode,
): void {
  renewStop(chapter, { ...stop, date: new Date().toISOString().slice(0, 10), sourceHash: "", code: "" }, code);
}

/** Writes a stop whose results are as they were, and which is of the present code by a replay. */
export function renewStop(chapter: Chapter, { value, ...stop }: RecordedStop, code: RecordingCode): void {
  mkdirSync(stopsFolder(chapter.slug), { recursive: true });
  const marks = marksOf(chapter, { cell: stop.cell, value }, code);
  // The value last: it is long.
  const text = JSON.stringify({ ...stop, ...marks, value: compactValue(value) });
  writeWholeFile(stopFile(chapter.slug, stop.cell, stop), `${text}\n`);
}
