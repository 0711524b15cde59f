import type { ReaderEdits } from "../../host/reader/edit-store.ts";

/**
 * What a reader made of a chapter, in words: "2 cells edited, 1 added, 1 exercise answered"; empty where it is as
 * published.
 * @param answered number of exercises whose inputs are answered
 * @param knobs number of cells with other inputs that do not stand as published
 */
export function describeEdits({ structure, edits }: ReaderEdits, answered = 0, knobs = 0): string {
  const own = new Set(structure.added.map(({ id }) => id));
  const isDeleted = (id: string) => structure.deleted.includes(id);
  const added = structure.added.filter(({ id }) => !isDeleted(id)).length;
  const edited = [...edits.keys()].filter((id) => !own.has(id) && !isDeleted(id)).length;
  const deleted = structure.deleted.filter((id) => !own.has(id)).length;
  const moved = structure.placed.filter(({ id }) => !own.has(id) && !isDeleted(id)).length;
  const counts = [
    [edited, "edited"],
    [added, "added"],
    [deleted, "deleted"],
    [moved, "moved"],
  ] as const;
  const parts = counts.filter(([count]) => count > 0);
  const words = parts.map(([count, word], at) => `${at === 0 ? countCells(count) : count} ${word}`);
  if (answered > 0) words.push(`${answered === 1 ? "1 exercise" : `${answered} exercises`} answered`);
  if (knobs > 0) words.push(`settings of ${countCells(knobs)} changed`);
  return words.join(", ");
}

export function countCells(count: number): string {
  return count === 1 ? "1 cell" : `${count.toLocaleString("en")} cells`;
}
