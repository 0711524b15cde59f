import type { CsvCell } from "./csv-cells.ts";
import type { DecimalMark } from "./points.ts";

/** A file in which an LMS takes grades back: where each student's grade stands, and what may stand there. */
export interface Gradebook {
  /** What to call the file in an error. */
  readonly where: string;
  readonly text: string;
  readonly delimiter: string;
  readonly decimalMark: DecimalMark;
  /** The title of the column that is filled. */
  readonly column: string;
  /** What a student is known by, in words: `ID or SIS Login ID`. */
  readonly keyWords: string;
  readonly students: readonly GradebookStudent[];
  /** null where the file does not say. */
  readonly possible: number | null;
  /** Whether the LMS takes `EX` for a student who is excused. */
  readonly takesExcused: boolean;
  /** Whether a grade below zero is one: Canvas has them, Moodle's -1 is "no grade". */
  readonly takesNegative: boolean;
}

export interface GradebookStudent {
  readonly keys: readonly string[];
  /** How to name the student in a message. */
  readonly label: string;
  readonly line: number;
  readonly cell: CsvCell;
  /** Whether the student has this assignment: Canvas writes N/A where not. */
  readonly assigned: boolean;
}
