import katex from "katex";
import MarkdownIt from "markdown-it";
import type { StateInline } from "markdown-it";
import { readInlineMaths } from "../../notebook/maths-syntax.ts";

const markdown = new MarkdownIt({ html: false });
markdown.inline.ruler.before("escape", "maths", readMaths);
markdown.renderer.rules["maths"] = (tokens, at) => {
  const { content = "", markup = "" } = tokens[at] ?? {};
  // What cannot be read stays there as it was written.
  return katex.renderToString(content, { displayMode: markup === "$$", throwOnError: false, strict: "ignore" });
};

/** Markdown with `$…$` and `$$…$$`, as in chapters, without HTML of its own. */
export function proseWithMaths(text: string): DocumentFragment {
  return fragment(markdown.render(text));
}

/** The same within a line. */
export function lineWithMaths(text: string): DocumentFragment {
  return fragment(markdown.renderInline(text));
}

function readMaths(state: StateInline, silent: boolean): boolean {
  const rest = state.src.slice(state.pos);
  const block = /^\$\$([\s\S]+?)\$\$/.exec(rest);
  const found = block
    ? { tex: block[1] ?? "", end: state.pos + block[0].length }
    : readInlineMaths(state.src, state.pos);
  if (found === null) return false;
  if (!silent) {
    const token = state.push("maths", "", 0);
    token.content = found.tex;
    token.markup = block ? "$$" : "$";
  }
  state.pos = found.end;
  return true;
}

function fragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
