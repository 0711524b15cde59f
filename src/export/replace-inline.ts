import type { ReaderCell, ReaderChapter } from "./reader-chapter.ts";
import type { Segment } from "./segment.ts";
import { readParts } from "./verbatim-parts.ts";

/**
 * Puts something else in the place of each `${expression}` in prose; what cannot be found again is left as it is, and so
 * is what only looks like one, in code and formulas.
 */
export function replaceInline(
  segments: readonly Segment[],
  { published, cells }: ReaderChapter,
  inlineText: (cell: ReaderCell) => string,
): Segment[] {
  const present = new Map(cells.map((cell) => [cell.id, cell]));
  const left = published.filter(({ place }) => place === "inline");
  const write = (expression: string): string => {
    const source = expression.slice(2, -1).trim();
    const at = left.findIndex((cell) => cell.source === source);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    const cell = found && present.get(found.id);
    return cell ? inlineText(cell) : expression;
  };
  return segments.map((segment) => {
    if (segment.kind === "cell") return segment;
    const parts = readParts(segment.lines.join("\n"));
    const text = parts.map(({ kind, text: same }) => (kind === "expression" ? write(same) : same)).join("");
    return { ...segment, lines: text.split("\n") };
  });
}
