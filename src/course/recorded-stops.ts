import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FrontMatter, KnobValue } from "../notebook/chapter.ts";
import { recordingFiles, type RecordedRun } from "./recorded-runs.ts";

/** What a manual cell computes with one knob turned and all others as published. */
export interface RecordedStop extends Omit<RecordedRun, "code" | "replayed"> {
  /** The name that the knob's cell gives its value. */
  readonly knob: string;
  readonly at: KnobValue;
  /** Where it stands as published. */
  readonly published: KnobValue;
  /** Digest of the code that computed it: its modules stand in the cell's recording itself. */
  readonly code: string;
}

/** A stop as a file of the site. */
export interface StopFile extends Pick<RecordedStop, "cell" | "knob" | "at" | "published"> {
  /** Without ".json": another value has another name. */
  readonly name: string;
  readonly value: unknown;
  readonly json: string;
}

/** The files that pages fetch when a knob is turned, in the order of the front matter. */
export function stopFiles(stops: Iterable<RecordedStop>, order: FrontMatter["stops"] = {}): readonly StopFile[] {
  const knobs = Object.keys(order);
  const place = ({ knob, at }: RecordedStop) => 100 * knobs.indexOf(knob) + (order[knob] ?? []).indexOf(at);
  return [...stops]
    .sort((one, other) => place(one) - place(other))
    .flatMap((stop) => {
      const { cell, knob, at, published } = stop;
      return recordingFiles([{ ...stop, code: {} }]).map(({ name, value, json }) => {
        return { cell, knob, at, published, name, value, json };
      });
    });
}

/** Where a chapter's stops lie, from the project's root. */
export function stopsFolder(slug: string): string {
  return `public/recordings/${slug}/stops`;
}

/**
 * What was recorded of a chapter's cells with knobs turned, by the names of their files.
 * @param root the project's folder
 */
export function readStops(slug: string, root = process.cwd()): ReadonlyMap<string, RecordedStop> {
  const folder = resolve(root, stopsFolder(slug));
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return new Map(names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8")) as RecordedStop]));
}
