import type { ReaderCell, ReaderChapter } from "../../src/export/reader-chapter.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";

/** A chapter that the reader has changed: other texts by id, another order, cells of their own. */
export function readerChapter(
  { slug, front, cells }: Chapter,
  {
    sources = {},
    added = [],
    order = cells.map(({ id }) => id),
    deleted = [],
    marks = [],
  }: {
    readonly sources?: Readonly<Record<string, string>>;
    readonly added?: readonly (Pick<ReaderCell, "id" | "source"> & Partial<ReaderCell>)[];
    readonly order?: readonly string[];
    readonly deleted?: readonly string[];
    readonly marks?: ReaderChapter["marks"];
  } = {},
): ReaderChapter {
  const usual = { mode: "js", run: "auto", code: "shown", place: "block", change: "added", note: null } as const;
  const published = cells.map((cell): ReaderCell => {
    const source = sources[cell.id] ?? cell.source;
    return { ...cell, source, change: source === cell.source ? null : "edited", note: null };
  });
  const all = new Map([...published, ...added.map((cell) => ({ ...usual, ...cell }))].map((cell) => [cell.id, cell]));
  const isEdited = published.some(({ change }) => change !== null) || added.length + deleted.length > 0;
  return {
    slug,
    title: front.title,
    summary: front.summary,
    url: `https://course.example/${slug}/`,
    date: "2026-11-21",
    published: cells,
    order,
    cells: order.flatMap((id) => (deleted.includes(id) ? [] : (all.get(id) ?? []))),
    marks,
    edits: isEdited ? { data: { sources }, link: `https://course.example/${slug}/#v1=abc` } : null,
  };
}

/** What makes a cell what it is. */
export function essence({ id, source, mode, run, code, place }: ReaderCell | Chapter["cells"][number]): object {
  return { id, source, mode, run, code, place };
}
