import { parseExpressionAt } from "acorn";
import type { MarkdownIt, StateInline } from "markdown-it";
import { draftOf } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";

/**
 * Inline rule for `${expression}` in prose, before emphasis and code spans can look inside it. The JavaScript parser
 * decides where the expression ends, so braces, strings and templates may nest. `\${` is plain text.
 */
export function inlineExpressionRule(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "inline_expression", readExpression);
}

function readExpression(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  if (!state.src.startsWith("${", start)) return false;
  const end = findEnd(state, start + 2);
  if (!silent) {
    const token = state.push("inline_cell", "inline-cell", 0);
    token.content = state.src.slice(start + 2, end).trim();
  }
  state.pos = end + 1;
  return true;
}

/** Position of the brace that closes the expression. */
function findEnd(state: StateInline, start: number): number {
  try {
    const { end } = parseExpressionAt(state.src, start, { ecmaVersion: "latest", sourceType: "module" });
    const close = end + (/^\s*/.exec(state.src.slice(end))?.[0].length ?? 0);
    if (state.src[close] === "}") return close;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const text = state.src.slice(start - 2, start + 30).split("\n", 1)[0] ?? "";
  const remedy = "Close it with }, keep it to one expression, or write \\${ for the plain characters.";
  throw new ChapterError(placeInFile(state), `the inline expression "${text}" cannot be read`, remedy);
}

/** An inline rule does not know its line: look for the paragraph's text in the file. */
function placeInFile(state: StateInline): { readonly file: string; readonly line: number } {
  const { file, lines } = draftOf(state.env);
  const text = state.src.slice(state.pos).split("\n", 1)[0] ?? "";
  return {
    file,
    line:
      Math.max(
        0,
        lines.findIndex((line) => line.includes(text)),
      ) + 1,
  };
}
