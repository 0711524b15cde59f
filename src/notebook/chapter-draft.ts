import type { Env } from "markdown-it";
import type { ChapterCell, Claim, Exercise } from "./chapter.ts";
import { ChapterError, type ChapterPlace } from "./chapter-error.ts";
import { escapeHtml } from "../core/escape-html.ts";

/** Code in, HTML out, for static display. */
export type Highlight = (source: string, language: string) => string;

/** What the Markdown rules gather while one chapter is parsed. It travels in markdown-it's `env`. */
export interface ChapterDraft {
  readonly file: string;
  readonly highlight: Highlight;
  /** The file's lines, as the line numbers of tokens count them. */
  readonly lines: readonly string[];
  readonly cells: ChapterCell[];
  readonly claims: Claim[];
  readonly exercises: Exercise[];
  /** Every id given so far, with the line that gave it. */
  readonly ids: Map<string, number>;
  /** What a cross-reference without text says: "Figure 2", "Equation 1". */
  readonly labels: Map<string, string>;
}

/** A draft of a text of which nothing has been read. */
export function openDraft(file: string, text: string, highlight: Highlight = escapeHtml): ChapterDraft {
  return {
    file,
    highlight,
    lines: text.split("\n"),
    cells: [],
    claims: [],
    exercises: [],
    ids: new Map(),
    labels: new Map(),
  };
}

/** The draft of the chapter that is being parsed. */
export function draftOf(env: Env): ChapterDraft {
  return env.draft as ChapterDraft;
}

/** Place of a token in its file. markdown-it counts lines from 0. */
export function placeOf(draft: ChapterDraft, zeroBasedLine: number): ChapterPlace {
  return { file: draft.file, line: zeroBasedLine + 1 };
}

/** Reserves an id. @throws ChapterError if the chapter has it already, or if it cannot stand in a URL */
export function claimId(draft: ChapterDraft, id: string, { file, line }: ChapterPlace): void {
  const first = draft.ids.get(id);
  if (first !== undefined) {
    const remedy = "Give one of the two another id.";
    throw new ChapterError({ file, line }, `the id ${id} is taken already, in line ${first}`, remedy);
  }
  if (!/^[A-Za-z][\w:.-]*$/.test(id)) {
    const remedy = "Begin it with a letter and go on with letters, digits and hyphens.";
    throw new ChapterError({ file, line }, `"${id}" cannot be an id`, remedy);
  }
  draft.ids.set(id, line);
}
