import type { StateCore, Token } from "markdown-it";

export interface ElementOptions {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string | null>>;
  readonly level: number;
}

/** `<tag …>children</tag>` as tokens. Attributes that are null are left out. */
export function element(state: StateCore, options: ElementOptions, children: readonly Token[]): Token[] {
  const open = new state.Token("element_open", options.tag, 1);
  const close = new state.Token("element_close", options.tag, -1);
  for (const token of [open, close]) {
    token.block = true;
    token.level = options.level;
  }
  for (const [name, value] of Object.entries(options.attributes ?? {})) if (value !== null) open.attrSet(name, value);
  return [open, ...children, close];
}

/** One line of Markdown within an element: `<tag>…</tag>`. The usual inline rules apply to it. */
export function inlineElement(state: StateCore, options: ElementOptions, content: string, line: number): Token[] {
  const inline = new state.Token("inline", "", 0);
  inline.content = content;
  inline.children = [];
  inline.level = options.level + 1;
  inline.map = [line, line + 1];
  return element(state, options, [inline]);
}

/** HTML of our own making, passed through as it is. */
export function rawHtml(state: StateCore, html: string): Token {
  const token = new state.Token("html_block", "", 0);
  token.block = true;
  token.content = html;
  return token;
}

/** Calls `visit` for every token, those within paragraphs included, with the line (from 0) that it stands in. */
export function visitTokens(tokens: readonly Token[], visit: (token: Token, line: number) => void): void {
  let line = 0;
  for (const token of tokens) {
    line = token.map?.[0] ?? line;
    visit(token, line);
    for (const child of token.children ?? []) {
      visit(child, line);
      if (child.type === "softbreak" || child.type === "hardbreak") line += 1;
    }
  }
}
