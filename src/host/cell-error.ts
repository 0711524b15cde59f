import { CourseError } from "../core/errors.ts";
import { CellSyntaxError } from "../notebook/cell-syntax-error.ts";
import { locateInSource } from "../notebook/locate-in-source.ts";

/** An error as the cell shows it. */
export interface CellError {
  readonly message: string;
  /** Line in the reader's own text, counted from 1; null where no line is at fault. */
  readonly line: number | null;
  readonly column: number | null;
  /** The cell whose failure made this one fail. */
  readonly causedBy: string | null;
  /** A whole sentence that says what would work. */
  readonly hint: string | null;
}

/** A manual cell has no value yet. Cells that use it wait; nothing is wrong. */
export class NotRunError extends Error {
  override readonly name = "NotRunError";
}

/** The reader stopped a run before it had a first value. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** An error without a line or cause of its own. */
export function plainError(message: string, hint: string | null = null): CellError {
  return { message, line: null, column: null, causedBy: null, hint };
}

/** The text could not be compiled: nothing ran. */
export function describeSyntaxError(error: unknown): CellError {
  if (error instanceof CellSyntaxError) return { ...plainError(error.message), line: error.line, column: error.column };
  return plainError(messageOf(error));
}

/**
 * What the cell's own code threw.
 * @param sourceUrl the name under which the cell was evaluated
 * @param prefixLines lines before the reader's first one
 */
export function describeThrown(error: unknown, sourceUrl: string, prefixLines: number): CellError {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const position = locateInSource(stack, sourceUrl, prefixLines);
  return { ...plainError(messageOf(error)), line: position?.line ?? null, column: position?.column ?? null };
}

/** A message made for readers stands alone; any other keeps its kind in front (`TypeError: …`). */
function messageOf(error: unknown): string {
  if (error instanceof CourseError) return error.message;
  if (error instanceof Error) return error.message ? `${error.name}: ${error.message}` : error.name;
  return String(error);
}
