import { findTerm } from "../glossary/glossary.ts";
import { termId } from "../glossary/term.ts";
import { changeWords, type VerbatimPart } from "./verbatim-parts.ts";

/** What stands for the opening of a box. */
const boxTitles: Readonly<Record<string, (attributes: string) => string>> = {
  experiment: (text) =>
    `**Experiment ${idOf(text)}: ${valueOf(text, "question")}** (${[valueOf(text, "badge"), valueOf(text, "source")].filter(Boolean).join("; ")})`,
  limits: () => "**What this does not show**",
  aside: () => "**Note**",
  figure: (text) => valueOf(text, "caption"),
  exercise: (text) => `**Exercise ${idOf(text)}**`,
  explanation: () => "**Explanation**",
  // What stands side by side or comes one at a time on the page stands one below the other.
  row: () => "",
  series: () => "",
  details: (text) => `**${valueOf(text, "summary") || "Details"}**`,
};

/**
 * The course's Markdown in the Markdown that notebooks know: boxes become titles in bold, notes a list of sources, terms
 * links to the glossary, and attributes in braces go. Formulas, code, tags and addresses stay as they are; a dollar that
 * opens no formula is told from one that does.
 * @param url the chapter's address
 * @param writeMarks changes the words first: see `rowMarkWriter`
 */
export function notebookProse(text: string, url: string, writeMarks: (words: string) => string): string {
  const write = ({ kind, text: same }: VerbatimPart): string => {
    if (kind === "fence") return same.replace(/^([^\n]*?)\s+static[ \t]*(?=\n|$)/, "$1");
    // The page shows the sign; here it would open a formula, or be shown with its backslash.
    return kind === "expression" ? same.replace(/^\$/, "\\$") : same;
  };
  const change = (words: string) => plainWords(writeMarks(words).replaceAll("$", "\\$"), url);
  return changeWords(text, change, write).trim();
}

function plainWords(words: string, url: string): string {
  const lines = words.split("\n");
  const result: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const opening = readOpening(lines, at);
    if (opening) {
      result.push("", opening.title, "");
      at = opening.last;
    } else result.push(/^[ \t]*:{3,}[ \t]*$/.test(line) ? "" : plainLine(line, url));
  }
  return result.join("\n").replace(/\n{3,}/g, "\n\n");
}

/** `:::experiment{…}`, whose attributes may go over several lines. */
function readOpening(lines: readonly string[], at: number): { readonly title: string; readonly last: number } | null {
  const [, name = "", rest = ""] = /^[ \t]*:{3,}[ \t]*([a-z]+)(.*)$/.exec(lines[at] ?? "") ?? [];
  const title = Object.hasOwn(boxTitles, name) ? boxTitles[name] : undefined;
  if (!title) return null;
  let [text, last] = [rest, at];
  while (text.startsWith("{") && !/\}\s*$/.test(text) && last + 1 < lines.length) text += ` ${lines[++last]?.trim()}`;
  return { title: title(text), last };
}

function plainLine(line: string, url: string): string {
  const note = /^\[\^([^\]]+)\]:[ \t]*(.*)$/.exec(line);
  if (note) return `- \\[${note[1]}\\] ${note[2]}`;
  return line
    .replace(/[ \t]*\{(?:[#.][\w:.-]+|data-[\w-]+="[^"]*")(?:[ \t]+[^{}]*)?\}/g, "")
    .replace(/\[\^([^\]]+)\]/g, " \\[$1\\]")
    .replace(/\[\[([^[\]|]+)(?:\|([^[\]|]+))?\]\]/g, (_, words: string, name = words) => termLink(words, name, url));
}

function termLink(words: string, name: string, url: string): string {
  const term = findTerm(name);
  return term ? `[${words}](${new URL(`../glossary/#${termId(term)}`, url).href})` : words;
}

function idOf(attributes: string): string {
  return /#([^\s"'=}]+)/.exec(attributes)?.[1] ?? "";
}

function valueOf(attributes: string, name: string): string {
  const [, double, single, bare] =
    new RegExp(`(?:^|[\\s{])${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'}]+))`).exec(attributes) ?? [];
  return double ?? single ?? bare ?? "";
}
