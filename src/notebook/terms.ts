import type { MarkdownIt, StateCore, StateInline } from "markdown-it";
import { nearestName } from "../core/check-value.ts";
import { findTerm, glossary } from "../glossary/glossary.ts";
import { termId, type Term } from "../glossary/term.ts";
import { claimId, draftOf, openDraft, placeOf } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { escapeHtml } from "../core/escape-html.ts";
import { placeInFile } from "./place-in-file.ts";
import { rawHtml, visitTokens } from "./tokens.ts";

/**
 * `[[mini-batches]]` marks a term of the glossary, `[[words|term]]` one that goes by other words: a link to its entry. What
 * the marked terms mean stands, hidden, at the end of the text, where the links' cards find it.
 */
export function terms(md: MarkdownIt): void {
  md.inline.ruler.before("link", "term", readTerm);
  md.core.ruler.push("term_cards", addCards);
}

const marked = /\[\[([^[\]|]+)(?:\|([^[\]|]+))?\]\]/y;

function readTerm(state: StateInline, silent: boolean): boolean {
  marked.lastIndex = state.pos;
  const [all, words = "", name = words] = marked.exec(state.src) ?? [];
  if (all === undefined || state.pos + all.length > state.posMax) return false;
  if (!silent) pushTerm(state, words, findTerm(name) ?? refuseUnknown(state, name));
  state.pos += all.length;
  return true;
}

/** Chapters and glossary are neighbours, under whatever path the course is published. */
function pushTerm(state: StateInline, words: string, term: Term): void {
  const id = termId(term);
  const open = state.push("term_open", "a", 1);
  open.attrs = [
    ["class", "term"],
    ["href", `../glossary/#${id}`],
    ["data-card", cardId(term)],
    ["aria-describedby", cardId(term)],
  ];
  open.meta = { term };
  state.push("text", "", 0).content = words.replace(/\s+/g, " ");
  state.push("term_close", "a", -1);
}

function refuseUnknown(state: StateInline, name: string): never {
  const known = glossary.flatMap(({ term, also = [] }) => [term, ...also]);
  const near = nearestName(name, known);
  const hint = near === null ? "" : `Did you mean [[${near}]]? `;
  const remedy = `${hint}Add it to src/glossary/, or write [[${name}|term]] with a term that is there.`;
  throw new ChapterError(placeInFile(state), `the glossary has no term "${name}"`, remedy);
}

function addCards(state: StateCore): void {
  const draft = draftOf(state.env);
  const used = new Map<string, Term>();
  visitTokens(state.tokens, (token, line) => {
    if (token.type !== "term_open") return;
    const { term } = token.meta as { readonly term: Term };
    if (!used.has(cardId(term))) claimId(draft, cardId(term), placeOf(draft, line));
    used.set(cardId(term), term);
  });
  if (used.size === 0) return;
  const cards = [...used].map(([id, term]) => {
    const body = renderDefinition(state.md, term, `**${term.term}.** `);
    return `<div id="${escapeHtml(id)}" data-card-follow="In the glossary">${body}</div>`;
  });
  state.tokens.push(rawHtml(state, `<section class="terms" aria-label="Terms" hidden>${cards.join("\n")}</section>\n`));
}

function cardId(term: Term): string {
  return `term-${termId(term)}`;
}

/**
 * HTML of what a term means.
 * @param opening Markdown in front of it
 */
export function renderDefinition(md: MarkdownIt, { term, text, formula }: Term, opening = ""): string {
  const source = formula === undefined ? text : `${text}\n\n$$ ${formula} $$`;
  return md.render(opening + source, { draft: openDraft(`the glossary's entry "${term}"`, source) });
}
