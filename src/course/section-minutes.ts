import type { Heading } from "../notebook/chapter.ts";

/** An experiment or an exercise takes as long as so many letters of text. */
const boxLetters = 900;

/**
 * Minutes of each section by its heading's id, from its length: what stands between it and the next heading of the
 * contents, code left out, with boxes counted as what is to be done in them. They add up to the chapter's.
 * @param html the chapter's text
 */
export function sectionMinutes(
  html: string,
  headings: readonly Heading[],
  minutes: number,
): ReadonlyMap<string, number> {
  const starts = headings.map(({ id }) => Math.max(0, html.search(new RegExp(`<h[23][^>]* id="${id}"`))));
  const weights = headings.map((_, at) => weighText(html.slice(starts[at], starts[at + 1] ?? html.length)));
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return new Map(headings.map(({ id }, at) => [id, (minutes * (weights[at] ?? 0)) / all]));
}

/** How long a text takes, in letters: code is left out, and boxes count as what is to be done in them. */
export function weighText(html: string): number {
  const text = html
    .replaceAll(/<(pre|svg|details|annotation|math)\b[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/\s+/g, " ");
  const boxes = html.match(/<section[^>]* data-(?:claim|exercise)=/g)?.length ?? 0;
  return text.length + boxLetters * boxes;
}

/** Sections of the short path, those below them included where only the upper one is named. */
export function shortPath(headings: readonly Heading[], short: readonly string[]): ReadonlySet<string> {
  const chosen = new Set<string>();
  let isWithin = false;
  for (const { id, depth } of headings) {
    if (depth === 2) isWithin = short.includes(id);
    if (isWithin || short.includes(id)) chosen.add(id);
  }
  return chosen;
}
