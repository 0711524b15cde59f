import type { MarkdownIt, Token } from "markdown-it";
import type { Chapter } from "./chapter.ts";
import { draftOf, placeOf, type ChapterDraft } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { addRowMarks } from "./row-marks.ts";
import { visitTokens } from "./tokens.ts";

const allowed =
  /^(id|class|lang|data-[\w-]+|rows|href|title|src|alt|start|style|rowspan|colspan|role|aria-[\w-]+|open|width|height)$/;

/**
 * Core rule for attributes in braces. `{rows="R8 R9"}` on a paragraph, list or heading places rows of the ledger there,
 * as `data-rows`, and `{data-claim="R8 R9"}` also asks for a mark that says what they rest on. `{data-after="E-D1"}` withholds what gives
 * an outcome away until it is guessed. A word in braces that is
 * no attribute (prose about sets, say) is refused rather than swallowed.
 */
export function ledgerRows(md: MarkdownIt): void {
  md.core.ruler.after("curly_attributes", "ledger_rows", (state) => {
    const draft = draftOf(state.env);
    visitTokens(state.tokens, (token, line) => {
      refuseUnknownGuess(draft, token, line);
      for (const pair of token.attrs ?? []) {
        if (!allowed.test(pair[0])) {
          const remedy = 'Write \\{ for a plain brace, or use an attribute such as {#id}, {.class}, {rows="D1"}.';
          throw new ChapterError(placeOf(draft, line), `"${pair[0]}" in braces is not an attribute`, remedy);
        }
        if (pair[0] === "rows") pair[0] = "data-rows";
      }
    });
    addRowMarks(state);
  });
}

/** `{data-after="E-D1"}` names experiments of the chapter: by a slip of the pen the text would be hidden for good. */
function refuseUnknownGuess(draft: ChapterDraft, token: Token, line: number): void {
  const after = token.attrGet("data-after");
  if (after === null || token.nesting === -1) return;
  const known = draft.claims.map(({ id }) => id);
  const unknown = String(after)
    .split(/\s+/)
    .find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const remedy = `Experiments of this chapter are ${known.join(", ") || "not there yet"}.`;
  throw new ChapterError(placeOf(draft, line), `data-after names "${unknown}", which is no experiment`, remedy);
}

/**
 * The rows of the claim ledger that a chapter treats, in the order of the text, each once: those of its claims and
 * exercises, and those placed on other elements by `rows` or `data-claim`. Experiments (E-…) are not rows.
 */
export function placedRows({ html }: Pick<Chapter, "html">): readonly string[] {
  return rowsOf(html);
}

/**
 * The same by section. A section reaches from its heading to the next one of the list.
 * @param sections ids of headings
 * @returns the rows of each section that the chapter has, in the order of the text
 */
export function placedRowsBySection(
  { html }: Pick<Chapter, "html">,
  sections: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const starts = [...html.matchAll(/<h[2-6][^<>]*\sid="([^"]*)"/g)]
    .map(({ 1: id = "", index }) => ({ id, index }))
    .filter(({ id }) => sections.includes(id));
  return new Map(starts.map(({ id, index }, at) => [id, rowsOf(html.slice(index, starts[at + 1]?.index))]));
}

function rowsOf(html: string): readonly string[] {
  const places = [...html.matchAll(/<[a-z][^<>]*>/g)].flatMap(([tag]) => [
    ...tag.matchAll(/\sdata-(?:rows|claim)="([^"]*)"/g),
  ]);
  const rows = places.flatMap(([, value = ""]) => value.split(/[\s,]+/));
  return [...new Set(rows.filter((row) => row !== "" && !row.startsWith("E-")))];
}
