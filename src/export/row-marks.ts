import type { ReaderChapter } from "./reader-chapter.ts";

/**
 * Writes the marks into a chapter's prose, in the place of `{data-claim="…"}`, which notebooks do not know. On words in
 * bold or italics it only names a row: there the page has no mark either.
 * @returns a function for the pieces of the prose, to be called in their order
 */
export function rowMarkWriter({ marks }: Pick<ReaderChapter, "marks">): (lines: readonly string[]) => string[] {
  const left = [...marks];
  const write = (_: string, rows: string): string => {
    const at = left.findIndex((mark) => mark.rows === rows);
    const [mark] = at < 0 ? [] : left.splice(0, at + 1).slice(-1);
    return mark === undefined ? "" : ` *([${mark.words}](${mark.url}))*`;
  };
  return (lines) =>
    lines.flatMap((line) => {
      const written = line.replace(/(?<![*_`])[ \t]*\{data-claim="([^"]*)"\}/g, write);
      // A line of its own belongs to the table above it, which would take it for a row.
      return /^\s*\{data-claim=/.test(line) && written !== "" ? ["", written.trim()] : [written];
    });
}
