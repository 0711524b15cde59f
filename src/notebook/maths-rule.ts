import katex from "katex";
import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from "markdown-it";
import { claimId, draftOf, placeOf, type ChapterDraft } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { escapeHtml } from "../core/escape-html.ts";
import { readInlineMaths } from "./maths-syntax.ts";
import { visitTokens } from "./tokens.ts";

/** Maths in TeX: `$…$` in a sentence, `$$…$$` on lines of its own, numbered where `{#eq-…}` follows. */
export function mathsRule(md: MarkdownIt): void {
  md.inline.ruler.after("inline_expression", "maths", readInline);
  md.block.ruler.before("fence", "maths", readBlock, { alt: ["paragraph", "reference", "blockquote", "list"] });
  md.core.ruler.before("curly_attributes", "maths", renderAll);
  md.renderer.rules.math_inline = (tokens, at) => tokens[at]?.content ?? "";
  md.renderer.rules.math_block = (tokens, at) => tokens[at]?.content ?? "";
}

function readInline(state: StateInline, silent: boolean): boolean {
  const maths = readInlineMaths(state.src, state.pos);
  if (!maths || maths.end > state.posMax) return false;
  const after = /^[.,;:!?)\u201d]+/.exec(state.src.slice(maths.end, state.posMax))?.[0] ?? "";
  if (!silent) {
    const token = state.push("math_inline", "math", 0);
    token.content = maths.tex;
    token.meta = { after };
  }
  state.pos = maths.end + after.length;
  return true;
}

const blockEnd = /\$\$[ \t]*(?:\{#([\w:.-]+)(?:[ \t]+data-after="([^"{}]*)")?\})?[ \t]*$/;

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || !state.src.startsWith("$$", start)) return false;
  if (silent) return true;
  for (let line = startLine; line < endLine; line += 1) {
    const text = state.src.slice(start + 2, state.eMarks[line]);
    const end = blockEnd.exec(text);
    if (!end) continue;
    const token = state.push("math_block", "math", 0);
    token.content = text.slice(0, end.index).trim();
    token.map = [startLine, line + 1];
    token.meta = { id: end[1] ?? null };
    if (end[2] !== undefined) token.attrSet("data-after", end[2]);
    state.line = line + 1;
    return true;
  }
  throw new ChapterError(placeOf(draftOf(state.env), startLine), "the formula is not closed", "Close it with $$.");
}

function renderAll(state: StateCore): void {
  const draft = draftOf(state.env);
  visitTokens(state.tokens, (token, line) => {
    if (token.type === "math_inline") {
      const after = String(token.meta?.["after"] ?? "");
      token.markup = token.content + after; // the TeX, for the table of contents
      token.content = keepTogether(renderTex(token.content, false, draft, line), after);
    } else if (token.type === "math_block") token.content = renderEquation(token, draft, line);
  });
}

/** A formula is no word: without this its full stop could begin a line. Long formulas may still break between terms. */
function keepTogether(html: string, after: string): string {
  const isShort = html.split('class="base"').length <= 2;
  return after !== "" && isShort
    ? `<span class="unbroken">${html}${escapeHtml(after)}</span>`
    : html + escapeHtml(after);
}

function renderEquation(token: Token, draft: ChapterDraft, line: number): string {
  const html = renderTex(token.content, true, draft, line);
  const id = token.meta?.["id"];
  if (typeof id !== "string") return `<div class="equation">${html}</div>\n`;
  claimId(draft, id, placeOf(draft, line));
  token.attrSet("id", id);
  const after = token.attrGet("data-after");
  const number = [...draft.labels.values()].filter((label) => label.startsWith("Equation")).length + 1;
  draft.labels.set(id, `Equation ${number}`);
  return (
    `<div class="equation" id="${escapeHtml(id)}"${after === null ? "" : ` data-after="${escapeHtml(String(after))}"`}>${html}` +
    `<a class="equation-number" href="#${escapeHtml(id)}" tabindex="-1">(${number})</a></div>\n`
  );
}

function renderTex(tex: string, displayMode: boolean, draft: ChapterDraft, line: number): string {
  try {
    const options = { displayMode, output: "htmlAndMathml", throwOnError: true, strict: "ignore" } as const;
    // A translated page would translate letters and names of functions in it.
    return katex.renderToString(tex, options).replace("<span ", '<span translate="no" ');
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    const problem = `the formula ${tex} cannot be read (${error.message.replace(/^KaTeX parse error: /, "")})`;
    throw new ChapterError(placeOf(draft, line), problem, "Correct the TeX, or write \\$ for a dollar sign.");
  }
}
