import type { ChapterCell, Exercise } from "./chapter.ts";

/** A cell as a page carries it: its text stands in the page already, for all who read it. */
export type PageCell = Omit<ChapterCell, "source"> & { readonly source?: string };

/** An exercise as a page carries it: what the learner starts from is a cell of the page. */
export type PageExercise = Omit<Exercise, "starter">;

/** Stands for the cell's text in its body; no text of a cell has it. */
const place = "\u0001";

/** Cells without the texts that the page shows: those of sentences are shown nowhere and stay. */
export function withoutTexts(cells: readonly ChapterCell[]): readonly PageCell[] {
  return cells.map((cell) => {
    const { source, ...rest } = cell;
    if (cell.place === "inline" || source === "") return cell;
    return { ...rest, compiled: { ...cell.compiled, body: cell.compiled.body.replace(source, () => place) } };
  });
}

/** @param textOf a cell's text as it stands in the page, by the cell's id */
export function withTexts(cells: readonly PageCell[], textOf: (cellId: string) => string): readonly ChapterCell[] {
  return cells.map((cell) => {
    if (cell.source !== undefined) return { ...cell, source: cell.source };
    const source = textOf(cell.id);
    return { ...cell, source, compiled: { ...cell.compiled, body: cell.compiled.body.replace(place, () => source) } };
  });
}

/** Exercises without the texts that the page shows. */
export function withoutStarters(exercises: readonly Exercise[]): readonly PageExercise[] {
  return exercises.map(({ starter: _starter, ...rest }) => rest);
}
