import type { MarkdownIt, StateCore, Token } from "markdown-it";
import anchor from "markdown-it-anchor";
import type { Heading } from "./chapter.ts";
import { draftOf, placeOf } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";

type Plugin = (md: MarkdownIt, options: Parameters<typeof anchor>[1]) => void;

/** Gives headings an id and a link to themselves. A heading of depth 1 is refused: the page's title is the only one. */
export function headings(md: MarkdownIt): void {
  md.core.ruler.push("heading_depth", refuseSecondTitle);
  md.core.ruler.push("heading_ids", refuseTwofoldIds);
  md.use(anchor as unknown as Plugin, { level: [2, 3, 4], slugify, permalink, tabIndex: false, getTokensText: textOf });
}

/** The headings of depth 2 and 3, for the table of contents. */
export function collectHeadings(tokens: readonly Token[]): Heading[] {
  return tokens.flatMap((token, at) => {
    const depth = Number(token.tag.slice(1));
    if (token.type !== "heading_open" || depth > 3) return [];
    return [{ depth, id: String(token.attrGet("id")), text: textOf(tokens[at + 1]?.children ?? []) }];
  });
}

function refuseSecondTitle(state: StateCore): void {
  const title = state.tokens.find(({ type, tag }) => type === "heading_open" && tag === "h1");
  if (!title) return;
  const place = placeOf(draftOf(state.env), title.map?.[0] ?? 0);
  throw new ChapterError(
    place,
    "a heading of depth 1 stands in the text",
    "The title is in the front matter; begin with ##.",
  );
}

/** What gives headings their links refuses such ids too, but knows no lines. */
function refuseTwofoldIds({ tokens, env }: StateCore): void {
  const lines = new Map<string, number>();
  for (const token of tokens) {
    const id = token.type === "heading_open" ? token.attrGet("id") : null;
    if (id === null) continue;
    const place = placeOf(draftOf(env), token.map?.[0] ?? 0);
    const first = lines.get(String(id));
    if (first !== undefined)
      throw new ChapterError(
        place,
        `the id ${id} is taken already, in line ${first}`,
        "Give one of the two another id.",
      );
    lines.set(String(id), place.line);
  }
}

function slugify(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "section";
}

function permalink(slug: string, _options: unknown, state: unknown, at: number): void {
  const { tokens, Token: TokenClass } = state as StateCore;
  const link = new TokenClass("permalink", "a", 0);
  link.type = "html_inline";
  link.content = ` <a class="permalink" href="#${slug}" tabindex="-1" aria-label="Link to this section">#</a>`;
  tokens[at + 1]?.children?.push(link);
}

function textOf(tokens: readonly Pick<Token, "type" | "content" | "markup">[]): string {
  const spoken = tokens.map(({ type, content, markup }) => {
    if (type === "math_inline") return markup;
    return type === "text" || type === "code_inline" ? content : "";
  });
  return spoken.join("").trim();
}
