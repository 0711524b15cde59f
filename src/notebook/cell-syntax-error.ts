import { CourseError } from "../core/errors.ts";

/** A place in the reader's own text of a cell: line and column, both counted from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** A cell that cannot be compiled. The message says what is wrong and what would work; the place is beside it. */
export class CellSyntaxError extends CourseError {
  readonly line: number;
  readonly column: number;

  constructor(message: string, { line, column }: SourcePosition) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
