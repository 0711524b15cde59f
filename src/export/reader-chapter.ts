import type { ChapterCell } from "../notebook/chapter.ts";

/** A cell as the reader has it now. */
export interface ReaderCell extends Pick<ChapterCell, "id" | "source" | "mode" | "run" | "code" | "place"> {
  /** The reader's own, or with another text than the published one. */
  readonly change: "added" | "edited" | null;
  /** How its last run went, in words, where that is worth saying: "Recorded run, 2026-01-31 …", "Running, step 3 of 8". */
  readonly note: string | null;
}

/** What a piece of prose rests on, as the page says it at its end. */
export interface RowMark {
  /** The rows of the ledger, as the chapter's text names them. */
  readonly rows: string;
  /** "reported: He et al. 2015, Fig. 6; reproduced here: E-D1". */
  readonly words: string;
  /** The first row in the list of claims. */
  readonly url: string;
}

/** A chapter as the reader has it now: what every export is made of. */
export interface ReaderChapter {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** The page's address, without what follows # or ?. */
  readonly url: string;
  /** The day of the export, "2026-11-21". */
  readonly date: string;
  readonly published: readonly Pick<ChapterCell, "id" | "source" | "line" | "place">[];
  /** Ids in the order of the page, with deleted cells in their places. */
  readonly order: readonly string[];
  /** The cells that there are. */
  readonly cells: readonly ReaderCell[];
  /** What the prose rests on, in the order of the text. */
  readonly marks: readonly RowMark[];
  /** What opens the chapter with these edits again: plain data, and a link. Null where nothing is edited. */
  readonly edits: { readonly data: unknown; readonly link: string | null } | null;
}

/** "degradation-edited-2026-11-21.html", or without "edited" where the chapter is as published. */
export function exportName({ slug, date, edits }: ReaderChapter, ending: string): string {
  return `${slug}${edits ? "-edited" : ""}-${date}.${ending}`;
}
