import type { MarkdownIt, StateInline } from "markdown-it";
import { ChapterError } from "./chapter-error.ts";
import { describeUnreadable, findExpressionEnd } from "./expression-end.ts";
import { placeInFile } from "./place-in-file.ts";

/**
 * Inline rule for `${expression}` in prose, before emphasis and code spans can look inside it. `\${` is
 * plain text.
 */
export function inlineExpressionRule(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "inline_expression", readExpression);
}

function readExpression(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
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
  state.pos = end + 1;
  return true;
}
