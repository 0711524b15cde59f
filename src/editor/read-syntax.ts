import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { Tree } from "@lezer/common";

/**
 * A cell's text up to this many characters is read to the end of what is asked for, within some 50 ms of computing; what
 * is offered then never hangs on how busy the machine is, as it would with a limit by the clock.
 */
const wholeCharacters = 50_000;
/** How long reading on in a longer text may take. */
const patienceMs = 100;

/** The syntax tree as far as a place in the text. */
export function readSyntax(state: EditorState, pos: number): Tree {
  return ensureSyntaxTree(state, pos, pos <= wholeCharacters ? Infinity : patienceMs) ?? syntaxTree(state);
}
