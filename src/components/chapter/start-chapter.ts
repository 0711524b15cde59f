import type { RecordingCard } from "../../claims/recording-card.ts";
import { closeStorage, findStorage } from "../../browser/storage.ts";
import { refuse } from "../../core/errors.ts";
import { openAnswerStore } from "../../editor/answers-store.ts";
import { openEditStore } from "../../editor/edits-store.ts";
import { openHandMark } from "../../editor/hand-mark.ts";
import { openRunStore } from "../../editor/kept-runs-db.ts";
import type { CellLibrary } from "../../host/cell/cell-context.ts";
import { openNotebook, type Notebook } from "../../host/notebook.ts";
import type { NotebookData } from "../../host/notebook-options.ts";
import { withTexts, type PageCell } from "../../notebook/page-cells.ts";
import { openRunMarks } from "../../host/run-marks.ts";
import { FetchedRecordings } from "./fetched-recordings.ts";
import { vouchForRuns } from "./vouch-for-runs.ts";
import { ChapterReader } from "../reader/chapter-reader.ts";
import { createDependencyButton } from "../reader/dependency-button.ts";
import { connectInlineCell } from "../cell/inline-cell.ts";
import { NotebookCell } from "../cell/notebook-cell.ts";
import { describePrice } from "../reader/run-price.ts";
import { showSafeNotice } from "../reader/safe-notice.ts";

/** What the page carries as JSON. */
export interface StartedData extends NotebookData {
  /** Of manual cells, by the cell's id. */
  readonly recordings: Readonly<Record<string, RecordingCard>>;
}

/**
 * Brings a chapter page to life: reads `script#chapter-data`, opens the notebook with the reader's kept edits and
 * connects every cell. With `?safe` in the address, or when the page was lost while a cell ran, nothing runs until asked.
 * @param createLibrary what the cells can name, given the chapter's data and what was recorded of it
 * @returns null on a page without cells
 */
export function startChapter<Data extends StartedData>(
  createLibrary: (data: Data, recordings: FetchedRecordings) => CellLibrary,
): Notebook | null {
  const script = document.querySelector("#chapter-data");
  if (!script?.textContent) return null;
  const carried = JSON.parse(script.textContent) as Omit<Data, "cells"> & { readonly cells: readonly PageCell[] };
  const data = { ...carried, cells: withTexts(carried.cells, readText) } as unknown as Data;
  const recordings = new FetchedRecordings(data.recordings, isNearView);
  const marks = openRunMarks(data.slug);
  const safe = new URLSearchParams(location.search).has("safe") || marks.lost.length > 0;
  const storage = findStorage();
  const hand = openHandMark(storage);
  const runs = vouchForRuns(openRunStore(data.slug, hand), recordings);
  const notebook = openNotebook({
    root: document,
    data,
    library: createLibrary(data, recordings),
    recordings,
    store: openEditStore(data.slug, storage, hand),
    answers: openAnswerStore(data.slug, storage, hand),
    runs,
    safe,
    drawn: document.querySelector("[data-recorded]") !== null,
  });
  marks.follow(notebook);
  window.addEventListener("online", () => notebook.retryParts());
  if (safe) showSafeNotice(notebook, marks.lost);
  const reader = new ChapterReader(
    document,
    notebook,
    { slug: data.slug, hand, runs },
    { buttons: [createDependencyButton(notebook)], price: describePrice(Object.values(data.recordings)) },
  );
  for (const cell of document.querySelectorAll("notebook-cell")) {
    if (cell instanceof NotebookCell && notebook.cells.includes(cell.cellId)) cell.connect(notebook, reader);
  }
  reader.start();
  for (const cell of document.querySelectorAll<HTMLElement>("inline-cell")) connectInlineCell(cell, notebook);
  // All that keeps something is open by now, and no cell has run.
  closeStorage(refuseStorage);
  return notebook;
}

/** Within half a screen of what the reader sees, or shown nowhere: then nobody knows. */
function isNearView(cellId: string): boolean {
  const box = document.querySelector(`[data-cell="${CSS.escape(cellId)}"]`)?.getBoundingClientRect();
  if (!box || (box.width === 0 && box.height === 0)) return true;
  return box.bottom > -innerHeight / 2 && box.top < 1.5 * innerHeight;
}

/** Before anything of the page is changed. */
function readText(cellId: string): string {
  const cell = document.querySelector(`notebook-cell[data-cell="${CSS.escape(cellId)}"]`);
  return cell?.querySelector(".cell-source")?.textContent ?? "";
}

/** Edits of other chapters lie there, and would run when those are opened. */
function refuseStorage(name: string): Error {
  const problem = "cells cannot reach what this site keeps in the browser";
  return refuse(name, problem, "Keep values in cells, or save them as a file.");
}
