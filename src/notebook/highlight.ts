import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import { escapeHtml } from "../core/escape-html.ts";

const parsers = {
  js: parser,
  javascript: parser,
  jsx: parser.configure({ dialect: "jsx" }),
  ts: parser.configure({ dialect: "ts" }),
  typescript: parser.configure({ dialect: "ts" }),
};

/**
 * Code as HTML with the classes `tok-…` that the editor uses as well, so that one style sheet colours both and the page
 * needs no script. Languages other than JavaScript and TypeScript are escaped only.
 */
export function highlightSource(source: string, language: string): string {
  const lezer = Object.hasOwn(parsers, language) ? parsers[language as keyof typeof parsers] : null;
  if (!lezer) return escapeHtml(source);
  let html = "";
  const putText = (text: string, classes: string) => {
    html += classes ? `<span class="${classes}">${escapeHtml(text)}</span>` : escapeHtml(text);
  };
  highlightCode(source, lezer.parse(source), classHighlighter, putText, () => (html += "\n"));
  return html;
}
