import { readProgress } from "../../browser/exercise-progress.ts";
import { findStorage, readJson } from "../../browser/storage.ts";

/** What there is to do in a chapter. */
export interface ChapterWork {
  readonly experiments: number;
  readonly exercises: number;
}

/** "5 of 18 guesses, 3 of 14 exercises"; empty where nothing has been done yet. */
export function describeDone(slug: string, work: ChapterWork, storage: Storage | null = findStorage()): string {
  const kept = readJson(storage, `guesses:${slug}`) as { readonly placed?: unknown } | null;
  const placed = typeof kept?.placed === "object" && kept.placed !== null ? Object.keys(kept.placed).length : 0;
  const solved = [...readProgress(slug, storage).values()].filter((points) => points > 0).length;
  if (placed + solved === 0) return "";
  const count = (done: number, all: number, words: string) => `${Math.min(done, all)} of ${all} ${words}`;
  return `${count(placed, work.experiments, "guesses")}, ${count(solved, work.exercises, "exercises")}`;
}

/** Says beside each chapter what this reader has done in it. */
export function connectChapterList(document: Document): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-chapter-done]")) {
    const { chapterDone = "", experiments, exercises } = place.dataset;
    place.textContent = describeDone(chapterDone, { experiments: Number(experiments), exercises: Number(exercises) });
  }
}
