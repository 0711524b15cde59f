import { escapeMarkdown } from "./escape-markdown.ts";
import type { ReaderChapter } from "./reader-chapter.ts";
import { codeSign } from "./verbatim-parts.ts";

/**
 * Writes the marks into a chapter's prose, in the place of `{data-claim="…"}`, which notebooks do not know. On words in
 * bold or italics it only names a row: there the page has no mark either.
 * @returns a function for the words of the prose, as `changeWords` shows them, to be called in their order
 */
export function rowMarkWriter({ marks }: Pick<ReaderChapter, "marks">): (words: string) => string {
  const left = [...marks];
  const write = (_: string, rows: string): string => {
    const at = left.findIndex((mark) => mark.rows === rows);
    const [mark] = at < 0 ? [] : left.splice(0, at + 1).slice(-1);
    return mark === undefined ? "" : ` *([${escapeMarkdown(mark.words)}](${mark.url}))*`;
  };
  // What stands behind code is the code's.
  const pattern = new RegExp(`(?<![*_\`${codeSign}])[ \\t]*\\{data-claim="([^"]*)"\\}`, "g");
  return (words) =>
    words
      .split("\n")
      .flatMap((line) => {
        const written = line.replace(pattern, write);
        // A line of its own belongs to the table above it, which would take it for a row.
        return /^\s*\{data-claim=/.test(line) && written !== "" ? ["", written.trim()] : [written];
      })
      .join("\n");
}
