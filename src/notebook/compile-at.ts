import { CellSyntaxError } from "./cell-syntax-error.ts";
import type { ChapterCell, CompiledCell } from "./chapter.ts";
import type { ChapterDraft } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { compileCell } from "./compile-cell.ts";
import { stripTypes } from "./strip-types.ts";

/**
 * Compiles a cell of a chapter.
 * @param line the line of the file, counted from 1, where the cell's text begins
 * @throws ChapterError at the place in the Markdown file
 */
export function compileAt(
  { file }: ChapterDraft,
  source: string,
  mode: ChapterCell["mode"],
  line: number,
): CompiledCell {
  try {
    return compileCell(source, { mode, stripTypes });
  } catch (error) {
    if (!(error instanceof CellSyntaxError)) throw error;
    const place = { file, line: line + error.line - 1 };
    throw new ChapterError(place, `the cell does not compile at column ${error.column}`, error.message);
  }
}
