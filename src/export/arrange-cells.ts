import { findFences, splitLines, type Fence } from "./find-fences.ts";
import type { ReaderCell, ReaderChapter } from "./reader-chapter.ts";
import { replaceInline } from "./replace-inline.ts";
import type { Segment } from "./segment.ts";

/**
 * Puts the reader's cells into the chapter's text: changed sources into their fences, deleted fences out, and cells that
 * were added or moved behind the fence that they follow on the page.
 * @param text the chapter's Markdown, as published
 * @param inlineText what stands in the place of `${…}`
 * @throws CourseError if the text is not that of the page's chapter
 */
export function arrangeCells(
  text: string,
  chapter: ReaderChapter,
  inlineText: (cell: ReaderCell) => string,
): Segment[] {
  const lines = splitLines(text);
  const fences = findFences(lines, chapter);
  const plan = planPlaces(chapter, fences);
  const segments: Segment[] = [];
  let next = 0;
  for (const fence of fences) {
    segments.push({ kind: "prose", lines: lines.slice(next, fence.open) });
    const before = plan.first === fence.id ? plan.before : [];
    const home = plan.home.get(fence.id);
    const after = plan.after.get(fence.id) ?? [];
    segments.push(...placeCells([...before, ...(home ? [home] : []), ...after], fence, plan.isRearranged));
    next = fence.close + 1;
    // What a deleted cell leaves is one empty line, not two.
    if (before.length + after.length === 0 && !home && isBlank(lines[fence.open - 1]) && isBlank(lines[next])) next++;
  }
  segments.push({ kind: "prose", lines: lines.slice(next) });
  if (plan.first === null) segments.push(...placeCells(plan.before, endOfText, true));
  return replaceInline(segments, chapter, inlineText);
}

const endOfText: Fence = { id: "", open: 0, close: 0, prefix: "", mark: "```", info: "" };

interface Plan {
  /** Cells that stand in their published fence. */
  readonly home: ReadonlyMap<string, ReaderCell>;
  /** Cells that follow a fence, by its id. */
  readonly after: ReadonlyMap<string, readonly ReaderCell[]>;
  /** Cells before all fences that keep their place; `first` is the first of those. */
  readonly before: readonly ReaderCell[];
  readonly first: string | null;
  /** Ids such as cell-3 would no longer be found by counting. */
  readonly isRearranged: boolean;
}

function planPlaces({ order, cells }: ReaderChapter, fences: readonly Fence[]): Plan {
  const present = new Map(cells.filter(({ place }) => place === "block").map((cell) => [cell.id, cell]));
  const places = new Map(fences.map(({ id }, at) => [id, at]));
  const staying = new Set(
    keepInOrder(
      order.filter((id) => places.has(id)),
      (id) => places.get(id) ?? 0,
    ),
  );
  const [home, after] = [new Map<string, ReaderCell>(), new Map<string, ReaderCell[]>()];
  const before: ReaderCell[] = [];
  let first: string | null = null;
  let anchor: string | null = null;
  for (const id of order) {
    const cell = present.get(id);
    if (staying.has(id)) {
      first ??= id;
      anchor = id;
      if (cell) home.set(id, cell);
    } else if (cell) {
      if (anchor === null) before.push(cell);
      else after.set(anchor, [...(after.get(anchor) ?? []), cell]);
    }
  }
  const isRearranged = home.size !== fences.length || present.size !== fences.length;
  return { home, after, before, first, isRearranged };
}

/** The longest part of a list whose places rise: what need not be moved. */
function keepInOrder(ids: readonly string[], placeOf: (id: string) => number): readonly string[] {
  const best: string[][] = [];
  for (const [at, id] of ids.entries()) {
    const before = best.slice(0, at).filter((run) => placeOf(run.at(-1) ?? "") < placeOf(id));
    best.push([...before.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []), id]);
  }
  return best.reduce((longest, run) => (run.length > longest.length ? run : longest), []);
}

function placeCells(cells: readonly ReaderCell[], fence: Fence, isRearranged: boolean): Segment[] {
  return cells.flatMap((cell, at): Segment[] => {
    const lines = writeFence(cell, fence, isRearranged);
    const piece: Segment = { kind: "cell", cell, lines };
    return at === 0 ? [piece] : [{ kind: "prose", lines: [fence.prefix.trimEnd()] }, piece];
  });
}

/** A cell's lines: the published fence with another text, or a new fence in the place of `fence`. */
function writeFence(cell: ReaderCell, fence: Fence, isRearranged: boolean): string[] {
  const { prefix } = fence;
  const info = cell.id === fence.id ? withId(fence.info, cell, isRearranged) : newInfo(cell);
  const content = cell.source.split("\n");
  const mark = longerMark(fence.mark, content);
  return [`${mark}${info}`, ...content, mark].map((line) => (line === "" ? prefix.trimEnd() : prefix + line));
}

/** Ids that are found in the cell's text, or by counting, are written down where both may change. */
function withId(info: string, { id, change }: ReaderCell, isRearranged: boolean): string {
  if (/\sid=/.test(info) || (change === null && !(isRearranged && /^cell-\d+$/.test(id)))) return info;
  return info.replace(/^(\s*\S+)/, `$1 id=${id}`);
}

function newInfo({ id, mode, run, code }: ReaderCell): string {
  return `${mode} id=${id}${run === "manual" ? " run=manual" : ""}${code === "shown" ? "" : ` code=${code}`}`;
}

/** No line of the text may look like the fence's end. */
function longerMark(mark: string, content: readonly string[]): string {
  const character = mark.charAt(0);
  const run = new RegExp(`^[ \\t>]*(${character}{3,})`);
  const longest = Math.max(0, ...content.map((line) => run.exec(line)?.[1]?.length ?? 0));
  return character.repeat(Math.max(mark.length, longest + 1));
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && /^[ \t>]*$/.test(line);
}
