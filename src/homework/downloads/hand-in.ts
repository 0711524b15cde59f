import type { DownloadFile } from "./download-file.ts";

export type DownloadKind = "canvas" | "moodle" | "gradescope" | "folder";

/** A student as the LMS names one. */
export interface HandedInBy {
  /** Canvas' user or anonymous id, Moodle's participant, Gradescope's SID or address, or a name of a file or folder. */
  readonly key: string;
  /** null where the LMS hides it. */
  readonly name: string | null;
}

/** A file that was handed in: who, what and when, by the LMS. */
export interface HandIn {
  /** Several for a group. */
  readonly by: readonly HandedInBy[];
  /** null where the download does not say. */
  readonly late: boolean | null;
  /** ISO 8601, or null where the download does not say. */
  readonly when: string | null;
  /** What the student called the file. */
  readonly name: string;
  readonly file: DownloadFile;
  /** Why this is no file of a student's, as a sentence without a full stop; null: it is one. */
  readonly refusal: string | null;
}

export interface Download {
  readonly kind: DownloadKind;
  readonly handIns: readonly HandIn[];
  /** Files that do not say whose they are. */
  readonly others: readonly DownloadFile[];
}
