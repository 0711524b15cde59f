import type { ChapterCell, CompiledCell } from "../../notebook/chapter.ts";
import type { AddedCell } from "./chapter-structure.ts";

/** What an empty text compiles to. */
export const emptyCompiledCell: CompiledCell = {
  body: "() => {}",
  inputs: [],
  outputs: [],
  autodisplay: false,
  prefixLines: 1,
};

/** A cell of the reader's own is published as an empty one, so that all its text is an edit. */
export function createAddedCell({ id, run }: AddedCell): ChapterCell {
  const compiled = emptyCompiledCell;
  return { id, source: "", mode: "js", run, code: "shown", line: 1, place: "block", compiled };
}
