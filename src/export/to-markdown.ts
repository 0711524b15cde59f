import { arrangeCells } from "./arrange-cells.ts";
import type { ReaderChapter } from "./reader-chapter.ts";

/**
 * The chapter's own Markdown with the reader's cells in it. Compiled as a chapter it has the same cells again.
 * @param text the chapter's Markdown, as published
 * @throws CourseError if the text is not that of the page's chapter
 */
export function toMarkdown(text: string, chapter: ReaderChapter): string {
  const segments = arrangeCells(text, chapter, ({ source }) => `\${${source}}`);
  return segments.flatMap(({ lines }) => lines).join("\n");
}
