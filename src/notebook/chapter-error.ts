import { CourseError } from "../core/errors.ts";

/** A place in a chapter's Markdown file; lines are counted from 1. */
export interface ChapterPlace {
  readonly file: string;
  readonly line: number;
}

/** A mistake in a chapter's text. Its message is complete: `chapters/02-degradation.md:41: problem. What to do.` */
export class ChapterError extends CourseError {
  readonly file: string;
  readonly line: number;

  /**
   * @param problem what is wrong, without a final full stop
   * @param remedy a whole sentence that says what would work
   */
  constructor({ file, line }: ChapterPlace, problem: string, remedy: string) {
    super(`${file}:${line}: ${problem}. ${remedy}`);
    this.file = file;
    this.line = line;
  }
}
