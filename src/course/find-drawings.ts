/** A part of a text of HTML. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the outermost `<svg>` elements begin and end. */
export function findDrawings(html: string): readonly Span[] {
  const found: Span[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, index } of html.matchAll(/<svg\b|<\/svg>/g)) {
    if (tag === "<svg" && depth++ === 0) from = index;
    if (tag !== "<svg" && --depth === 0) found.push({ from, to: index + tag.length });
  }
  return found;
}
