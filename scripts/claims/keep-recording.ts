import { mkdirSync, writeFileSync } from "node:fs";
import { compactTraining } from "../../src/claims/recordings.ts";
import { isTraining, type RecordedRun } from "../../src/course/recorded-runs.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";

interface ComputedCell {
  readonly cell: string;
  readonly value: unknown;
  readonly seconds: number;
  readonly device: string;
}

/** Writes what a cell computed as the recorded run that the page shows until the reader runs the cell. */
export function keepRecording(chapter: Chapter, { cell, value, seconds, device }: ComputedCell): void {
  const date = new Date().toISOString().slice(0, 10);
  const sourceHash = upstreamHash(chapter.cells, cell);
  const run: RecordedRun = { cell, sourceHash, value: compact(value), date, device, engine: engineOf(value), seconds };
  writeFileSync(`${folderOf(chapter)}/${cell}.json`, `${JSON.stringify(run)}\n`);
}

/** Writes how the cells' outputs look, for readers without scripts. */
export function keepOutputs(chapter: Chapter, outputs: Readonly<Record<string, string>>): void {
  writeFileSync(`${folderOf(chapter)}/outputs.json`, `${JSON.stringify(outputs, null, 1)}\n`);
}

/** The engine of the first training in a cell's value; "none" if there is none. */
export function engineOf(value: unknown): string {
  const parts = typeof value === "object" && value !== null ? [value, ...Object.values(value)] : [];
  return parts.find(isTraining)?.engine.device ?? "none";
}

function folderOf({ slug }: Chapter): string {
  const folder = `public/recordings/${slug}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Trainings are kept short, whether they are the value or one of its names. */
function compact(value: unknown): unknown {
  if (isTraining(value)) return compactTraining(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isTraining(part) ? compactTraining(part) : (part as unknown)]),
  );
}
