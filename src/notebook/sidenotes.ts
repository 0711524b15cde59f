import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { element } from "./tokens.ts";

/**
 * Moves each footnote beside the text that refers to it: an `<aside class="sidenote">` right after the paragraph (or
 * list, or table) with the reference. A style sheet puts it in the gutter, or leaves it in the text on narrow screens;
 * nothing has to be moved by a script and no reader has to travel to the end of the page.
 */
export function sidenotes(md: MarkdownIt): void {
  md.core.ruler.push("sidenotes", (state) => {
    const { text, notes } = takeFootnotes(state);
    state.tokens = stackNotes(state, placeNotes(text, notes));
  });
  md.renderer.rules.footnote_ref = (tokens, at) => {
    const { number, again } = noteNumber(tokens[at]);
    const id = again > 0 ? `fnref${number}-${again}` : `fnref${number}`;
    return `<sup class="sidenote-ref"><a href="#fn${number}" id="${id}" aria-describedby="fn${number}" data-card="fn${number}">${number}</a></sup>`;
  };
}

/** The footnotes by number, as finished asides, and the text without the list of footnotes at its end. */
function takeFootnotes(state: StateCore): { readonly text: Token[]; readonly notes: Map<number, Token[]> } {
  const notes = new Map<number, Token[]>();
  const text: Token[] = [];
  let open: Token[] | null = null;
  for (const token of state.tokens) {
    if (token.type === "footnote_open") notes.set(noteNumber(token).number, (open = []));
    else if (token.type === "footnote_close") open = null;
    else if (token.type === "footnote_anchor" || token.type.startsWith("footnote_block")) continue;
    else (open ?? text).push(token);
  }
  for (const [number, content] of notes) notes.set(number, buildNote(state, number, content));
  return { text, notes };
}

function buildNote(state: StateCore, number: number, content: readonly Token[]): Token[] {
  const mark = new state.Token("html_inline", "", 0);
  mark.content = `<span class="sidenote-number">${number}</span> `;
  content.find(({ type }) => type === "inline")?.children?.unshift(mark);
  const attributes = { class: "sidenote", id: `fn${number}`, role: "note" };
  return element(state, { tag: "aside", attributes, level: 0 }, content);
}

/** Notes follow the block that stands directly in the page or in a box, so that the gutter's grid can hold them. */
function placeNotes(text: readonly Token[], notes: ReadonlyMap<number, Token[]>): Token[] {
  const result: Token[] = [];
  const open: Token[] = [];
  let waiting: Token[] = [];
  for (const token of text) {
    result.push(token);
    if (token.nesting === 1) open.push(token);
    else if (token.nesting === -1) open.pop();
    for (const child of token.children ?? []) {
      const { number, again } = noteNumber(child);
      if (child.type === "footnote_ref" && again === 0) waiting.push(...(notes.get(number) ?? []));
    }
    const parent = open.at(-1);
    if (token.nesting === 1 || (parent && parent.meta?.["host"] !== true)) continue;
    result.push(...waiting);
    waiting = [];
  }
  return result;
}

/** Notes that follow each other go into one box: the gutter's grid would put each into rows of its own, and leave holes. */
function stackNotes(state: StateCore, tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const ends: number[] = [];
    for (let end = noteEnd(tokens, at); end > (ends.at(-1) ?? at); end = noteEnd(tokens, end)) ends.push(end);
    const end = ends.at(-1) ?? at + 1;
    const box = { tag: "div", attributes: { class: "sidenotes" }, level: 0 };
    result.push(...(ends.length > 1 ? element(state, box, tokens.slice(at, end)) : tokens.slice(at, end)));
    at = end - 1;
  }
  return result;
}

/** Behind the note that begins at `start`, or `start` if none does. */
function noteEnd(tokens: readonly Token[], start: number): number {
  const open = tokens[start];
  const isNote = open?.tag === "aside" && String(open.attrGet("class")).split(" ").includes("sidenote");
  if (!isNote || open.nesting !== 1) return start;
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at + 1;
  }
  return start;
}

function noteNumber(token: Token | undefined): { readonly number: number; readonly again: number } {
  const { id, subId } = token?.meta ?? {};
  return { number: Number(id ?? 0) + 1, again: Number(subId ?? 0) };
}
