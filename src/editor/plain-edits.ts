import { refuse } from "../core/errors.ts";
import type { AddedCell, ChapterStructure, Placement } from "../host/reader/chapter-structure.ts";
import type { ReaderEdits, StoredEdit } from "../host/reader/edit-store.ts";

/** A reader's edits as they stand in storage and in links: lists only, so that no name of theirs is ever a property. */
export interface PlainEdits extends PlainStructure {
  readonly cells: readonly (readonly [id: string, source: string, baseHash: string])[];
}

export interface PlainStructure {
  readonly added: readonly (readonly [id: string, run: AddedCell["run"]])[];
  readonly placed: readonly (readonly [id: string, side: Placement["side"], anchor: string])[];
  readonly deleted: readonly string[];
}

const mostCells = 500;

export function toPlain({ structure, edits }: ReaderEdits): PlainEdits {
  const cells = [...edits].map(([id, { source, baseHash }]) => [id, source, baseHash] as const);
  return { cells, ...toPlainStructure(structure) };
}

export function toPlainStructure({ added, placed, deleted }: ChapterStructure): PlainStructure {
  return {
    added: added.map(({ id, run }) => [id, run]),
    placed: placed.map(({ id, side, anchor }) => [id, side, anchor]),
    deleted,
  };
}

/**
 * Reads edits that may come from anybody.
 * @param where what the message says they come from, e.g. "shared link"
 * @throws CourseError at the first thing that is not as `toPlain` writes it
 */
export function readPlain(value: unknown, where: string): ReaderEdits {
  const cells = readList(value, "cells", where).map((entry): [string, StoredEdit] => {
    const [id, source, baseHash] = readRow(entry, "cells", where);
    if (typeof baseHash !== "string" || !/^[0-9a-f]{16}$/.test(baseHash)) throw malformed("a base hash", where);
    return [readId(id, where), { source: readSource(source, where), baseHash }];
  });
  return { structure: readPlainStructure(value, where), edits: new Map(cells) };
}

/** As `readPlain`, for the order of the cells alone. @throws CourseError */
export function readPlainStructure(value: unknown, where: string): ChapterStructure {
  return {
    added: readList(value, "added", where).map((entry) => {
      const [id, run] = readRow(entry, "added", where);
      return { id: readId(id, where), run: readWord(run, ["auto", "manual"], where) };
    }),
    placed: readList(value, "placed", where).map((entry) => {
      const [id, side, anchor] = readRow(entry, "placed", where);
      return { id: readId(id, where), side: readWord(side, ["before", "after"], where), anchor: readId(anchor, where) };
    }),
    deleted: readList(value, "deleted", where).map((id) => readId(id, where)),
  };
}

function readList(value: unknown, name: keyof PlainEdits, where: string): readonly unknown[] {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) throw malformed(`"${name}"`, where);
  const list = (value as Readonly<Record<string, unknown>>)[name];
  if (!Array.isArray(list)) throw malformed(`"${name}"`, where);
  if (list.length > mostCells) {
    const problem = `it names ${list.length.toLocaleString("en")} cells, more than the ${mostCells} that are read`;
    throw refuse(where, problem, "Nothing of it was taken over; a chapter has far fewer.");
  }
  return list;
}

function readRow(entry: unknown, name: string, where: string): readonly unknown[] {
  if (Array.isArray(entry)) return entry;
  throw malformed(`an entry of "${name}"`, where);
}

/** As the ids of published cells, which also stand in the page's addresses. */
function readId(value: unknown, where: string): string {
  if (typeof value === "string" && /^[A-Za-z][\w:.-]{0,79}$/.test(value)) return value;
  throw malformed("the name of a cell", where);
}

function readSource(value: unknown, where: string): string {
  if (typeof value === "string") return value.replace(/\r\n?/g, "\n");
  throw malformed("the text of a cell", where);
}

function readWord<Word extends string>(value: unknown, words: readonly Word[], where: string): Word {
  const word = words.find((each) => each === value);
  if (word !== undefined) return word;
  throw malformed(`one of ${words.join(", ")}`, where);
}

function malformed(what: string, where: string): Error {
  return refuse(
    where,
    `${what} in it is missing or not as it should be`,
    "Nothing of it was taken over; copy it anew.",
  );
}
