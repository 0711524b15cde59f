import { findStorage, keepsTexts, readText } from "../../browser/storage.ts";
import { openHandMark, type HandMark } from "../../editor/hand-mark.ts";

/** That a chapter's page was opened for an assignment, and where its work is kept. */
export interface AssignmentPlace {
  /** The chapter's. */
  readonly slug: string;
  /** What the address asks for; null where the assignment has stayed with the chapter. */
  readonly asked: string | null;
  /** Null where the browser keeps nothing. */
  readonly storage: Storage | null;
  readonly hand: HandMark;
}

/** The entry that says which assignment a chapter was last opened for. */
export function chapterEntry(slug: string): string {
  return `homework-of:${slug}`;
}

/** To be looked for before cells run. Null where nobody asks for an assignment: then nothing of it is loaded. */
export function findAssignmentPlace(slug: string): AssignmentPlace | null {
  const storage = findStorage();
  const asked = new URLSearchParams(location.search).get("assignment");
  if (asked === null && readText(storage, chapterEntry(slug)) === null) return null;
  return { slug, asked, storage: keepsTexts() ? storage : null, hand: openHandMark(storage) };
}
