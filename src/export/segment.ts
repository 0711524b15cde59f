import type { ReaderCell } from "./reader-chapter.ts";

/** A piece of a chapter's text. Joined by line breaks, the lines of all pieces are the whole text. */
export type Segment =
  | { readonly kind: "prose"; readonly lines: readonly string[] }
  | { readonly kind: "cell"; readonly cell: ReaderCell; readonly lines: readonly string[] };
