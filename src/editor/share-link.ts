import { refuse, type CourseError } from "../core/errors.ts";
import type { ReaderEdits } from "../host/reader/edit-store.ts";
import { deflateText, inflateText, TooLargeError } from "./deflate.ts";
import type { StoredAnswer } from "../host/reader/answer-store.ts";
import { readPlainAnswer, toPlainAnswer } from "./plain-answers.ts";
import { readPlain, toPlain } from "./plain-edits.ts";

/** What a link to a changed chapter holds. Seeds stand in the texts of the cells, so they are in it. */
export interface SharedEdits {
  /** Slug of the chapter. */
  readonly chapter: string;
  /** "chapter": the whole state, so that other edits give way to it; "cells": these cells, and nothing else. */
  readonly scope: "chapter" | "cells";
  readonly edits: ReaderEdits;
  /** Where inputs stand, by the ids of their cells; those of exercises are nobody else's. */
  readonly knobs?: ReadonlyMap<string, StoredAnswer>;
  /** The id of what the link is about, such as an experiment. */
  readonly at?: string;
}

const where = "Shared link";
const longestLink = 200_000;
const mostKnobs = 500;
const mostBytes = 1_000_000;
const longestSource = 100_000;

/** Whether the part of an address after # means to hold shared code, of this or a later version. */
export function isShareHash(hash: string): boolean {
  return /^#v\d+=/.test(hash);
}

/**
 * Packs edits into the part of an address that follows #, which no server gets to see.
 * @throws CourseError where a link cannot hold them
 */
export async function encodeShare({ chapter, scope, edits, knobs, at }: SharedEdits): Promise<string> {
  for (const { source } of edits.edits.values()) checkSource(source);
  const settings = knobs?.size ? { knobs: [...knobs].map(([id, answer]) => [id, toPlainAnswer(answer)]) } : {};
  const place = at === undefined ? {} : { at };
  const content = JSON.stringify({ chapter, scope, ...toPlain(edits), ...settings, ...place });
  const hash = `#v1=${await deflateText(content)}`;
  if (hash.length <= longestLink) return hash;
  const problem = `these edits make a link of ${hash.length.toLocaleString("en")} characters, which no browser is sure to open`;
  throw refuse(where, problem, "Share single cells, or export the chapter as a file.");
}

/**
 * Reads a link that may come from anybody. Nothing of it is run or looked up by name; what comes back is plain text.
 * @throws CourseError that says what is wrong with it
 */
export async function decodeShare(hash: string): Promise<SharedEdits> {
  const [, version, packed = ""] = /^#v(\d+)=(.*)$/s.exec(hash) ?? [];
  if (version !== "1") {
    const problem = `it was made by another version of this course (v${version ?? "?"}); this page reads v1`;
    throw refuse(where, problem, "Nothing of it was taken over. Reload the page, in case it is an old copy.");
  }
  if (packed.length > longestLink) throw tooLarge();
  const value = parse(await unpack(packed));
  const edits = readPlain(value, where);
  for (const { source } of edits.edits.values()) checkSource(source);
  const { chapter, scope, knobs, at } = value as Readonly<Record<string, unknown>>;
  if (typeof chapter !== "string" || !/^[a-z0-9-]{1,80}$/.test(chapter)) throw damaged();
  if (scope !== "chapter" && scope !== "cells") throw damaged();
  if (at !== undefined && (typeof at !== "string" || !/^[\w:.-]{1,80}$/.test(at))) throw damaged();
  const settings = knobs === undefined ? {} : { knobs: readKnobs(knobs) };
  return { chapter, scope, edits, ...settings, ...(at === undefined ? {} : { at }) };
}

function readKnobs(value: unknown): ReadonlyMap<string, StoredAnswer> {
  if (!Array.isArray(value) || value.length > mostKnobs) throw damaged();
  return new Map(
    value.map((entry: unknown): [string, StoredAnswer] => {
      const [id, plain] = Array.isArray(entry) ? (entry as unknown[]) : [];
      const answer = readPlainAnswer(plain);
      if (typeof id !== "string" || answer === null) throw damaged();
      return [id, answer];
    }),
  );
}

async function unpack(packed: string): Promise<string> {
  try {
    return await inflateText(packed, mostBytes);
  } catch (error) {
    throw error instanceof TooLargeError ? tooLarge() : damaged();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged();
  }
}

function checkSource(source: string): void {
  if (source.length > longestSource) {
    const problem = `a cell in it has ${source.length.toLocaleString("en")} characters, more than ${longestSource.toLocaleString("en")}`;
    throw refuse(where, problem, "Nothing of it was taken over; pass it on as a file.");
  }
  if (!hasControls(source)) return;
  const problem = "a cell in it holds control characters, which no keyboard types";
  throw refuse(where, problem, "Nothing of it was taken over; pass it on as a file.");
}

function hasControls(source: string): boolean {
  return Array.from(source).some((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isBlank = character === "\n" || character === "\t" || character === "\r";
    return !isBlank && (code < 0x20 || (code >= 0x7f && code < 0xa0));
  });
}

function damaged(): CourseError {
  const problem = "it cannot be read; part of it is missing or was changed on the way";
  return refuse(where, problem, "Nothing of it was taken over. Ask for the link once more, and copy all of it.");
}

function tooLarge(): CourseError {
  const problem = "it holds more than a chapter can have";
  return refuse(where, problem, "Nothing of it was taken over. Such a link is made to slow a page down.");
}
