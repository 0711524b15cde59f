import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { oneOf, parseAttributes } from "./attributes.ts";
import type { ChapterCell } from "./chapter.ts";
import { claimId, draftOf, placeOf, type ChapterDraft } from "./chapter-draft.ts";
import { ChapterError, type ChapterPlace } from "./chapter-error.ts";
import { compileAt } from "./compile-at.ts";
import { unclosedFence } from "./container-rule.ts";
import { visitTokens } from "./tokens.ts";

const runs = ["auto", "manual"] as const;
const codes = ["shown", "open", "folded", "hidden"] as const;

/**
 * Core rule, once inline text is read: every `js` or `ts` fence (unless it says `static`) and every `${…}` in prose becomes a
 * cell, in the order of the text. It runs before attributes in braces are applied, which would alter the fences' info.
 */
export function cellRule(md: MarkdownIt): void {
  md.core.ruler.before("curly_attributes", "cells", readCells);
  md.renderer.rules.fence = (tokens, at, _options, env) => renderStatic(tokens[at], draftOf(env ?? {}));
  md.renderer.rules.notebook_cell = (tokens, at, _options, env) => renderCell(md, tokens[at], draftOf(env ?? {}));
  md.renderer.rules.inline_cell = (tokens, at) =>
    `<inline-cell${md.renderer.renderAttrs({ attrs: tokens[at]?.attrs ?? null })}>…</inline-cell>`;
}

function readCells(state: StateCore): void {
  const draft = draftOf(state.env);
  visitTokens(state.tokens, (token, line) => {
    if (token.type === "fence") readFence(draft, token, line);
    else if (token.type === "inline_cell") addCell(draft, token, readInline(draft, token, line));
  });
}

function readFence(draft: ChapterDraft, token: Token, line: number): void {
  const place = placeOf(draft, line);
  refuseUnclosed(draft, token);
  const [, language = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(token.info) ?? [];
  const isCell = language === "js" || language === "ts";
  const known = isCell
    ? { names: ["run", "id", "code", "data-after"], flags: ["static"] }
    : { names: [], flags: ["static"] };
  const { id, values, flags, classes } = parseAttributes(rest, known, `a ${language || "plain"} fence`, place);
  token.info = language;
  const extra = id ?? classes[0];
  if (extra !== undefined)
    throw new ChapterError(place, `a fence does not understand "${extra}"`, `Write its id as id=${extra}.`);
  if (!isCell || flags.has("static")) return;
  const source = token.content.replace(/\n$/, "");
  const compiled = compileAt(draft, source, language, place.line + 1);
  const code = oneOf(values.get("code") ?? "shown", codes, "code", place);
  token.type = "notebook_cell";
  const after = values.get("data-after");
  token.attrs = after === undefined ? null : [["data-after", after]];
  // Its code is the lesson: it stays in sight of those who read without code.
  if (code === "open") token.meta = { keepsOpen: true };
  addCell(draft, token, {
    id: values.get("id") ?? compiled.outputs[0] ?? `cell-${draft.cells.length + 1}`,
    source,
    mode: language,
    run: oneOf(values.get("run") ?? "auto", runs, "run", place),
    code: code === "open" ? "shown" : code,
    line: place.line + 1,
    place: "block",
    compiled,
  });
}

function readInline(draft: ChapterDraft, { content: source }: Token, line: number): ChapterCell {
  const place = placeOf(draft, line);
  const compiled = compileAt(draft, source, "js", place.line);
  const id = `inline-${draft.cells.filter((cell) => cell.place === "inline").length + 1}`;
  return { id, source, mode: "js", run: "auto", code: "hidden", line: place.line, place: "inline", compiled };
}

function addCell(draft: ChapterDraft, token: Token, cell: ChapterCell): void {
  const place: ChapterPlace = { file: draft.file, line: cell.place === "block" ? cell.line - 1 : cell.line };
  const other = draft.cells.find(({ id }) => id === cell.id);
  if (other)
    throw new ChapterError(
      place,
      `the cell id ${cell.id} is taken by line ${other.line}`,
      "Give one of them another id=….",
    );
  claimId(draft, `cell-${cell.id}`, place);
  draft.cells.push(cell);
  const given = token.attrs ?? [];
  token.attrs = [["data-cell", cell.id], ["id", `cell-${cell.id}`], ...given];
  if (cell.place === "inline") return;
  token.attrs.push(["data-run", cell.run], ["data-code", cell.code]);
  if ((token.meta as { keepsOpen?: boolean } | null)?.keepsOpen) token.attrs.push(["data-keeps-open", ""]);
}

/** An open fence runs to the end of what contains it; a closed one ends with its own marks. */
function refuseUnclosed(draft: ChapterDraft, { map, markup }: Token): void {
  const [start, end] = map ?? [0, 0];
  const last = draft.lines[end - 1]?.replace(/^[ \t>]*/, "").trimEnd() ?? "";
  if (end - 1 === start || !last.startsWith(markup) || !/^(`+|~+)$/.test(last)) throw unclosedFence(draft, start);
}

function renderCell(md: MarkdownIt, token: Token | undefined, draft: ChapterDraft): string {
  const source = draft.highlight(token?.content.replace(/\n$/, "") ?? "", token?.info ?? "js");
  return (
    `<notebook-cell${md.renderer.renderAttrs({ attrs: token?.attrs ?? null })}><div class="cell-output"></div>` +
    `<pre class="cell-source"><code>${source}</code></pre></notebook-cell>\n`
  );
}

function renderStatic(token: Token | undefined, draft: ChapterDraft): string {
  const language = token?.info || "text";
  const source = draft.highlight(token?.content.replace(/\n$/, "") ?? "", language);
  return `<pre class="static" tabindex="0"><code class="language-${language.replace(/[^\w-]/g, "")}">${source}</code></pre>\n`;
}
