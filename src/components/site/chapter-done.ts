import { readProgress } from "../../browser/exercise-progress.ts";
import { findDatabases, findStorage, readJson } from "../../browser/storage.ts";
import { countKeptRuns } from "../../browser/runs-database.ts";

/** What there is to do in a chapter. */
export interface ChapterWork {
  readonly experiments: number;
  readonly exercises: number;
  /** Cells that train. */
  readonly runs: number;
}

/**
 * "5 of 18 guesses, 2 of 9 runs, 3 of 14 exercises"; empty where nothing has been done yet.
 * @param runs of the reader's own that are kept
 */
export function describeDone(
  slug: string,
  work: ChapterWork,
  runs: number,
  storage: Storage | null = findStorage(),
): string {
  const kept = readJson(storage, `guesses:${slug}`) as { readonly placed?: unknown } | null;
  const placed = typeof kept?.placed === "object" && kept.placed !== null ? Object.keys(kept.placed).length : 0;
  const solved = [...readProgress(slug, storage).values()].filter((points) => points > 0).length;
  if (placed + solved + runs === 0) return "";
  const count = (done: number, all: number, words: string) => `${Math.min(done, all)} of ${all} ${words}`;
  return [
    count(placed, work.experiments, "guesses"),
    count(runs, work.runs, "runs"),
    count(solved, work.exercises, "exercises"),
  ].join(", ");
}

/** Says beside each chapter what this reader has done in it. */
export function connectChapterList(document: Document): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-chapter-done]")) {
    const { chapterDone = "", experiments, exercises, runs } = place.dataset;
    const work = { experiments: Number(experiments), exercises: Number(exercises), runs: Number(runs) };
    const show = (kept: number) => (place.textContent = describeDone(chapterDone, work, kept));
    show(0);
    void countKeptRuns(chapterDone, findDatabases()).then(show);
  }
}
