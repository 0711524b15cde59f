import type { StateInline } from "markdown-it";
import { draftOf } from "./chapter-draft.ts";
import type { ChapterPlace } from "./chapter-error.ts";

/** An inline rule does not know its line: looks for the paragraph's text, from where it stands, in the file. */
export function placeInFile(state: StateInline): ChapterPlace {
  const { file, lines } = draftOf(state.env);
  const text = state.src.slice(state.pos).split("\n", 1)[0] ?? "";
  const at = lines.findIndex((line) => line.includes(text));
  return { file, line: Math.max(0, at) + 1 };
}
