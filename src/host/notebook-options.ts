import type { ChapterCell } from "../notebook/chapter.ts";
import type { CellLibrary } from "./cell/cell-context.ts";
import type { Recordings } from "./cell/recordings.ts";
import type { AnswerStore } from "./reader/answer-store.ts";
import type { AnswerCell } from "./reader/kept-answers.ts";
import type { EditStore } from "./reader/edit-store.ts";
import type { RunStore } from "./reader/run-store.ts";

/** As much of a chapter as running it needs; the page carries it as JSON. */
export interface NotebookData {
  readonly slug: string;
  readonly cells: readonly ChapterCell[];
  /** What the inputs of these cells are answered is kept. */
  readonly exercises?: readonly { readonly cell: string | null }[];
}

export interface NotebookOptions {
  /** Holds `[data-cell]` elements with a `.cell-output` in each; cells without one compute without being seen. */
  readonly root: ParentNode;
  readonly data: NotebookData;
  readonly library: CellLibrary;
  /** Absent: manual cells have no value before they run. */
  readonly recordings?: Recordings;
  readonly store: EditStore;
  readonly answers: AnswerStore;
  /** Absent: the reader's own runs end with the page. */
  readonly runs?: RunStore;
  /** Run nothing until the reader asks: a way back from a cell that locks the page. */
  readonly safe?: boolean;
  /** What the cells display stands in the page already, as drawn for all readers: each starts when it is come near, or needed. */
  readonly drawn?: boolean;
}

/** The cells whose inputs may be answered. */
export function answerCells({ cells, exercises }: NotebookData): readonly AnswerCell[] {
  const isExercise = (id: string) => exercises?.some(({ cell }) => cell === id) ?? false;
  return cells.map(({ id, source }) => ({ id, source, isExercise: isExercise(id) }));
}
