import { CourseError } from "../../core/errors.ts";
import { CellSyntaxError, type SourcePosition } from "../../notebook/cell-syntax-error.ts";
import type { CompiledCell } from "../../notebook/chapter.ts";
import { locateInSource } from "../../notebook/locate-in-source.ts";
import { columnWithoutGuards } from "../../notebook/loop-guard-name.ts";
import { memoryHint } from "./explain-memory.ts";

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
 */
export function describeThrown(error: unknown, sourceUrl: string, compiled: EvaluatedCell): CellError {
  // An import that asks for a name which its module does not have knows its own place.
  if (error instanceof CellSyntaxError) return describeSyntaxError(error);
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = locateInSource(stack, sourceUrl, compiled.prefixLines);
  const plain = plainError(messageOf(error), memoryHint(error));
  return place ? { ...plain, line: place.line, column: columnIn(compiled, place) } : plain;
}

/** As much of a compiled cell as finding an error's place needs. */
export type EvaluatedCell = Pick<CompiledCell, "body" | "prefixLines">;

function columnIn({ body, prefixLines }: EvaluatedCell, { line, column }: SourcePosition): number {
  const text = body.split("\n")[prefixLines + line - 1];
  return text === undefined ? column : columnWithoutGuards(text, column);
}

/** A message made for readers stands alone; any other keeps its kind in front (`TypeError: …`). */
function messageOf(error: unknown): string {
  if (error instanceof CourseError) return error.message;
  if (error instanceof Error) return error.message ? `${error.name}: ${error.message}` : error.name;
  return String(error);
}
