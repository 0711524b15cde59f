import type { MarkdownIt } from "markdown-it";
import { visitTokens } from "./tokens.ts";

const breakable = /(?<=\d) (?=[%×])|(?<=×) (?=\d)/g;

/** "25 %" and "3 × 3" stay on one line: their spaces become ones that do not break. */
export function fixedSpaces(md: MarkdownIt): void {
  md.core.ruler.push("fixed_spaces", (state) => {
    visitTokens(state.tokens, (token) => {
      if (token.type === "text") token.content = token.content.replace(breakable, "\u00a0");
    });
  });
}
