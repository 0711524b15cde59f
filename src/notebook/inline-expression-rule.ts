import type { MarkdownIt, StateInline } from "markdown-it";
import { ChapterError } from "./chapter-error.ts";
import { describeUnreadable, findExpressionEnd } from "./expression-end.ts";
import { placeInFile } from "./place-in-file.ts";

/**
 * Inline rule for `${expression}` in prose, before emphasis and code spans can look inside it. `\${` is plain text, and one
 * piece of it: with its brace alone the end of a line, as in `\${n}`, would be taken for attributes. A value that gives an
 * experiment's outcome away says after whose guess it is shown: `${expression}{data-after="E-D1"}`.
 */
export function inlineExpressionRule(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "inline_expression", readExpression);
}

function readExpression(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  if (state.src.startsWith("\\${", start)) return readEscaped(state, silent);
  if (!state.src.startsWith("${", start)) return false;
  const end = findExpressionEnd(state.src, start + 2);
  if (end === null) {
    const { problem, remedy } = describeUnreadable(state.src, start);
    throw new ChapterError(placeInFile(state), problem, remedy);
  }
  if (!silent) {
    const token = state.push("inline_cell", "inline-cell", 0);
    token.content = state.src.slice(start + 2, end).trim();
  }
  const [behind = "", after] = /^\{data-after="([^"{}]*)"\}/.exec(state.src.slice(end + 1)) ?? [];
  if (!silent && after !== undefined) state.tokens.at(-1)?.attrSet("data-after", after);
  state.pos = end + 1 + behind.length;
  return true;
}

function readEscaped(state: StateInline, silent: boolean): boolean {
  if (!silent) {
    const token = state.push("text_special", "", 0);
    token.content = "${";
    token.markup = "\\${";
    token.info = "escape";
  }
  state.pos += 3;
  return true;
}
