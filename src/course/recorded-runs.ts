import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Recording } from "../claims/recordings.ts";
import { isTraining } from "../training/contract/is-training.ts";
import type { Training } from "../training/contract/protocol.ts";
import type { Drawings } from "./drawings.ts";

/** A recording as `npm run record` wrote it; a cell of several names has an object of them as its value. */
export type RecordedRun = Omit<Recording, "value"> & { readonly value: unknown };

export interface RecordedChapter {
  readonly runs: readonly RecordedRun[];
  /** Static HTML of each cell's output, by cell id, for readers without scripts and until scripts have run. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What they were drawn from; null where that was not kept. */
  readonly drawings: Drawings | null;
}

export const outputsFile = "outputs.json";
export const drawingsFile = "drawings.json";
const notRuns = [outputsFile, drawingsFile];

/**
 * Reads what was recorded of a chapter; nothing recorded is nothing shown.
 * @param root the project's folder
 */
export function readRecordings(slug: string, root = process.cwd()): RecordedChapter {
  const folder = resolve(root, "public/recordings", slug);
  if (!existsSync(folder)) return { runs: [], outputs: {}, drawings: null };
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return {
    runs: names.filter((name) => !notRuns.includes(basename(name))).map((name) => read(name) as RecordedRun),
    outputs: names.includes(outputsFile) ? (read(outputsFile) as RecordedChapter["outputs"]) : {},
    drawings: names.includes(drawingsFile) ? (read(drawingsFile) as Drawings) : null,
  };
}

/** The recorded values by cell; each training in them says of itself when and on what it was made. */
export function recordedValues(runs: readonly RecordedRun[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    runs.map(({ cell, value, date, device }) => {
      const recorded = { date, device };
      return [cell, isTraining(value) ? { ...value, recorded } : mapValues(value, recorded)];
    }),
  );
}

/** A recorded value as a file of the site. */
export interface RecordingFile {
  /** The cell's id. */
  readonly cell: string;
  /** Without ".json": another value has another name, so that browsers can keep the file for good. */
  readonly name: string;
  readonly value: unknown;
  readonly json: string;
}

/** The files that pages fetch the recorded values from. */
export function recordingFiles(runs: readonly RecordedRun[]): readonly RecordingFile[] {
  return Object.entries(recordedValues(runs)).map(([cell, value]) => {
    const json = JSON.stringify(value);
    return { cell, name: `${cell}.${createHash("sha256").update(json).digest("hex").slice(0, 10)}`, value, json };
  });
}

function mapValues(value: unknown, recorded: Training["recorded"]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const parts: readonly (readonly [string, unknown])[] = Object.entries(value);
  return Object.fromEntries(parts.map(([name, part]) => [name, isTraining(part) ? { ...part, recorded } : part]));
}
