import type { Segment } from "./segment.ts";
import type { ReaderCell, ReaderChapter } from "./reader-chapter.ts";

/** Puts something else in the place of each `${expression}` in prose; what cannot be found again is left as it is. */
export function replaceInline(
  segments: readonly Segment[],
  { published, cells }: ReaderChapter,
  inlineText: (cell: ReaderCell) => string,
): Segment[] {
  const present = new Map(cells.map((cell) => [cell.id, cell]));
  const texts = segments.map(({ lines }) => lines.join("\n"));
  const replacements: string[] = [];
  for (const { id, source, place } of published) {
    const cell = place === "inline" ? present.get(id) : undefined;
    if (!cell) continue;
    const pattern = new RegExp(`(?<!\\\\)\\$\\{\\s*${escapePattern(source)}\\s*\\}`);
    const at = segments.findIndex(({ kind }, index) => kind === "prose" && pattern.test(texts[index] ?? ""));
    if (at < 0) continue;
    // A mark, so that the next one with the same expression finds its own place.
    texts[at] = (texts[at] ?? "").replace(pattern, () => `\uE000${replacements.length}\uE001`);
    replacements.push(inlineText(cell));
  }
  const fill = (text: string) => text.replace(/\uE000(\d+)\uE001/g, (_, at: string) => replacements[Number(at)] ?? "");
  return segments.map((segment, at) =>
    segment.kind === "cell" ? segment : { ...segment, lines: fill(texts[at] ?? "").split("\n") },
  );
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
