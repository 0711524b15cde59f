import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { draftOf, placeOf, type ChapterDraft } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { visitTokens } from "./tokens.ts";

/**
 * Links: those that leave the site say so in `rel`; a link without text to a numbered figure or equation takes its
 * label, `[](#fig-curves)` → "Figure 2"; one to a numbered equation has the equation as its card; a link to an id that the
 * chapter does not have is refused.
 */
export function links(md: MarkdownIt): void {
  md.core.ruler.push("links", readLinks);
}

function readLinks(state: StateCore): void {
  const draft = draftOf(state.env);
  const ids = collectIds(state.tokens, draft);
  for (const token of state.tokens) addLabels(state, token.children ?? [], draft);
  visitTokens(state.tokens, (token, line) => {
    const href = token.type === "link_open" ? String(token.attrGet("href")) : "";
    if (/^https?:/.test(href)) token.attrSet("rel", "external noopener");
    if (draft.labels.get(href.slice(1))?.startsWith("Equation")) token.attrSet("data-card", href.slice(1));
    if (!href.startsWith("#") || ids.has(decodeURIComponent(href.slice(1)))) return;
    const remedy = "Link to the id of a heading, figure, equation, claim or cell (#cell-…) of this chapter.";
    throw new ChapterError(placeOf(draft, line), `nothing in this chapter has the id ${href.slice(1)}`, remedy);
  });
}

function addLabels(state: StateCore, children: Token[], { labels }: ChapterDraft): void {
  for (let at = children.length - 2; at >= 0; at -= 1) {
    const open = children[at];
    if (open?.type !== "link_open" || children[at + 1]?.type !== "link_close") continue;
    const text = new state.Token("text", "", 0);
    text.content = labels.get(String(open.attrGet("href")).slice(1)) ?? "";
    children.splice(at + 1, 0, text);
  }
}

/** All ids of the page: the draft's own, those on tokens (headings, attributes), and those in raw HTML. */
function collectIds(tokens: readonly Token[], draft: ChapterDraft): ReadonlySet<string> {
  const ids = new Set(draft.ids.keys());
  const own = new Map<string, number>();
  const claim = (id: string, line: number) => {
    const first = own.get(id);
    if (first !== undefined) {
      const problem = `the id ${id} is given twice (line ${first + 1} has it too)`;
      throw new ChapterError(placeOf(draft, line), problem, "Give one of the two another id.");
    }
    own.set(id, line);
  };
  visitTokens(tokens, (token, line) => {
    const id = token.attrGet("id");
    if (id !== null) claim(String(id), line);
    if (!token.type.startsWith("html_")) return;
    for (const { 0: tag, index } of token.content.matchAll(/<[a-z][^<>]*>/gi)) {
      const [, double, single] = /\sid=(?:"([^"]+)"|'([^']+)')/.exec(tag) ?? [];
      const raw = double ?? single ?? "";
      // What the rules made of a chapter themselves has its ids from the draft.
      if (raw !== "" && !ids.has(raw)) claim(raw, line + token.content.slice(0, index).split("\n").length - 1);
    }
  });
  return new Set([...ids, ...own.keys()]);
}
