import type { StateCore, Token } from "markdown-it";
import { escapeHtml } from "../core/escape-html.ts";
import { rawHtml } from "./tokens.ts";

/**
 * An empty mark at the end of each block that places rows of the ledger by `data-claim`, for the page to fill with what
 * the rows rest on: within a paragraph or a list item, below a table or anything else. Boxes have badges of their own,
 * and a few words within a paragraph that place a row get no mark.
 */
export function addRowMarks(state: StateCore): void {
  const result: Token[] = [];
  const below: { readonly level: number; readonly html: string }[] = [];
  for (const [at, token] of state.tokens.entries()) {
    result.push(token);
    const rows = token.nesting === 1 && token.tag !== "section" ? token.attrGet("data-claim") : null;
    const last = rows === null ? null : lastText(state.tokens, at);
    if (last !== null) last.children?.push(inlineMark(state, String(rows)));
    else if (rows !== null) below.push({ level: token.level, html: `<p class="row-mark-below">${mark(rows)}</p>\n` });
    const waiting = below.at(-1);
    if (token.nesting !== -1 || waiting?.level !== token.level) continue;
    result.push(rawHtml(state, waiting.html));
    below.pop();
  }
  state.tokens = result;
}

/** The line of text that a paragraph or a list item ends with; null for other elements. */
function lastText(tokens: readonly Token[], at: number): Token | null {
  const open = tokens[at];
  if (open?.tag !== "p" && open?.tag !== "li") return null;
  const end = tokens.findIndex(({ nesting, level }, index) => index > at && nesting === -1 && level === open.level);
  return tokens.slice(at, end).findLast(({ type }) => type === "inline") ?? null;
}

function inlineMark(state: StateCore, rows: string): Token {
  const token = new state.Token("html_inline", "", 0);
  token.content = ` ${mark(rows)}`;
  return token;
}

function mark(rows: unknown): string {
  return `<span class="row-mark" data-marks="${escapeHtml(String(rows))}"></span>`;
}
