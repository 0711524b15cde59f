import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { Tree } from "@lezer/common";

/** A cell's text is read in a few milliseconds; on a busy machine it may take longer than CodeMirror waits by itself. */
const patienceMs = 500;

/** The syntax tree as far as a place in the text. */
export function readSyntax(state: EditorState, pos: number): Tree {
  return ensureSyntaxTree(state, pos, patienceMs) ?? syntaxTree(state);
}
