import { refuse } from "../core/errors.ts";
import type { ReaderChapter } from "./reader-chapter.ts";

/** A code fence of the chapter's text that is a cell. */
export interface Fence {
  readonly id: string;
  /** Indices of its first and last line. */
  readonly open: number;
  readonly close: number;
  /** What stands before the marks, and before each line: spaces, or > of a quotation. */
  readonly prefix: string;
  /** Three or more ` or ~. */
  readonly mark: string;
  /** What follows the marks. */
  readonly info: string;
}

/** The text's lines as the compiler counts them. */
export function splitLines(text: string): string[] {
  return text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
}

/**
 * The fences of a chapter's cells, in the order of the text.
 * @throws CourseError if the text is not that of the page's chapter
 */
export function findFences(lines: readonly string[], { published }: Pick<ReaderChapter, "published">): Fence[] {
  const blocks = published.filter(({ place }) => place === "block").sort((a, b) => a.line - b.line);
  return blocks.map(({ id, line, source }) => {
    const open = line - 2;
    const [, prefix = "", mark = "", info = ""] = /^([ \t>]*)(`{3,}|~{3,})(.*)$/.exec(lines[open] ?? "") ?? [];
    if (mark === "") throw mismatch(id);
    const length = lines.slice(open + 1).findIndex((each) => isClose(each, mark));
    const close = open + 1 + length;
    const content = lines.slice(open + 1, close).map((each) => withoutPrefix(each, prefix));
    if (length < 0 || content.join("\n") !== source) throw mismatch(id);
    return { id, open, close, prefix, mark, info };
  });
}

function isClose(line: string, mark: string): boolean {
  const found = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return found?.startsWith(mark) ?? false;
}

/** Lines may be indented less than their fence, as empty ones are. */
function withoutPrefix(line: string, prefix: string): string {
  if (line.startsWith(prefix)) return line.slice(prefix.length);
  const isQuoted = prefix.includes(">");
  return isQuoted ? line.replace(/^[ \t]*>[ \t]?/, "") : line.slice(Math.min(prefix.length, line.search(/\S|$/)));
}

function mismatch(id: string): Error {
  const problem = `the chapter's text does not hold the cell ${id} where this page expects it`;
  return refuse("export", problem, "Reload the page: the chapter has probably been published anew.");
}
