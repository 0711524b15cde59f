import { escapeHtml } from "../core/escape-html.ts";

const keywords =
  "and as class def elif else for from if import in is lambda not or return while with yield False None True self super";
const token = new RegExp(
  [
    `(?<string>[frb]?"""[\\s\\S]*?"""|[frb]?"(?:[^"\\\\\\n]|\\\\.)*")`,
    "(?<comment>#[^\\n]*)",
    `(?<keyword>\\b(?:${keywords.replaceAll(" ", "|")})\\b)`,
    "(?<number>(?<![\\w.])\\d[\\d.]*(?:e[+-]?\\d+)?\\b)",
  ].join("|"),
  "g",
);

/** Python, as this folder writes it, as HTML with the classes of the cells' own code. */
export function highlightPython(source: string): string {
  let html = "";
  let end = 0;
  for (const match of source.matchAll(token)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? "";
    html += `${escapeHtml(source.slice(end, match.index))}<span class="tok-${kind}">${escapeHtml(match[0])}</span>`;
    end = match.index + match[0].length;
  }
  return html + escapeHtml(source.slice(end));
}
