import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { draftOf, placeOf } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { describeUnreadable, findExpressionEnd } from "./expression-end.ts";

/**
 * Core rule: `${expression}` within a block of the author's own HTML becomes a cell as it does in prose, where an
 * element's text stands. Comments, scripts and styles stay as they are; `\${` is plain text.
 */
export function htmlExpressions(md: MarkdownIt): void {
  md.core.ruler.before("cells", "html_expressions", (state) => {
    // What other rules have made of a chapter knows no lines, and may quote code.
    const isOwn = ({ type, map }: Token) => type === "html_block" && map !== null;
    state.tokens = state.tokens.flatMap((token) => (isOwn(token) ? splitBlock(state, token) : [token]));
  });
}

/** A comment, an element whose text is not shown as it is, a tag, or the beginning of an expression. */
const mark =
  /<!--[\s\S]*?-->|<(script|style|textarea)\b[\s\S]*?<\/\1\s*>|<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>|\\?\$\{/gi;

function splitBlock(state: StateCore, { content, map }: Token): Token[] {
  const lineAt = (at: number) => (map?.[0] ?? 0) + content.slice(0, at).split("\n").length - 1;
  const tokens: Token[] = [];
  const put = (type: "html_block" | "inline_cell", text: string, at: number) => {
    if (text === "") return;
    const token = new state.Token(type, type === "html_block" ? "" : "inline-cell", 0);
    token.content = text;
    token.map = [lineAt(at), lineAt(at) + 1];
    tokens.push(token);
  };
  const refuse = (at: number, { problem, remedy }: Refusal) =>
    new ChapterError(placeOf(draftOf(state.env), lineAt(at)), problem, remedy);
  let text = "";
  let textStart = 0;
  let from = 0;
  for (let match = findMark(content, 0); match; match = findMark(content, from)) {
    const [found] = match;
    text += content.slice(from, match.index);
    from = match.index + found.length;
    if (found === "${") {
      const end = findExpressionEnd(content, from);
      if (end === null) throw refuse(match.index, describeUnreadable(content, match.index));
      put("html_block", text, textStart);
      put("inline_cell", content.slice(from, end).trim(), match.index);
      text = "";
      from = end + 1;
      textStart = from;
    } else if (match[1] === undefined && /^<[^!].*\$\{/s.test(found)) throw refuse(match.index, inAttribute);
    else text += found === "\\${" ? "${" : found;
  }
  put("html_block", text + content.slice(from), textStart);
  return tokens;
}

interface Refusal {
  readonly problem: string;
  readonly remedy: string;
}

const inAttribute: Refusal = {
  problem: "an expression cannot stand in an attribute",
  remedy: "Make the whole element in an expression: ${html`<b title=${x}>…</b>`}.",
};

function findMark(content: string, from: number): RegExpExecArray | null {
  mark.lastIndex = from;
  return mark.exec(content);
}
