import { CourseError } from "../../core/errors.ts";
import { PartMissing, type PartRemedy } from "../../core/part-missing.ts";
import { CellSyntaxError, type SourcePosition } from "../../notebook/cell-syntax-error.ts";
import type { CompiledCell } from "../../notebook/chapter.ts";
import { locateInSource } from "../../notebook/locate-in-source.ts";
import { columnWithoutGuards } from "../../notebook/loop-guard-name.ts";
import { memoryHint } from "./explain-memory.ts";
import { explainInnerError, isInner } from "./inner-error.ts";
import { memberHint } from "./observable-names.ts";
import { nameThrown, thrownHint } from "./thrown-value.ts";

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
  /** A part of the site did not come: what gets it. */
  readonly missing?: PartRemedy;
}

/** A manual cell has no value yet. Cells that use it wait; nothing is wrong. */
export class NotRunError extends Error {
  override readonly name = "NotRunError";
}

/** In the place of a value that nothing has computed yet. */
export function refuseUnrun(): never {
  throw new NotRunError("not run yet");
}

/** In the place of a value that there cannot be. */
export function raise(error: unknown): never {
  throw error;
}

/** The reader stopped a run before it had a first value. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** The text cannot be used. The cell itself says why. */
export class BrokenTextError extends Error {
  override readonly name = "BrokenTextError";
}

/** Another run has taken over; nothing waits for this one any more. */
export class RetiredError extends Error {
  override readonly name = "RetiredError";
}

/** An error without a line or cause of its own. */
export function plainError(message: string, hint: string | null = null): CellError {
  return { message, line: null, column: null, causedBy: null, hint };
}

/** A part of the site did not come. */
export function missingPartError({ message, remedy }: PartMissing): CellError {
  return { ...plainError(message), missing: remedy };
}

/** The text could not be compiled: nothing ran. */
export function describeSyntaxError(error: unknown): CellError {
  if (error instanceof PartMissing) return missingPartError(error);
  if (error instanceof CellSyntaxError) return { ...plainError(error.message), line: error.line, column: error.column };
  return plainError(nameThrown(error));
}

/**
 * What the cell's own code threw.
 * @param sourceUrl the name under which the cell was evaluated
 */
export function describeThrown(error: unknown, sourceUrl: string, compiled: EvaluatedCell): CellError {
  // An import that asks for a name which its module does not have knows its own place.
  if (error instanceof CellSyntaxError || error instanceof PartMissing) return describeSyntaxError(error);
  const stack = error instanceof Error ? String(error.stack) : "";
  const place = locateInSource(stack, sourceUrl, compiled.prefixLines);
  const message = nameThrown(error);
  const known = memoryHint(error) ?? memberHint(message) ?? thrownHint(error);
  if (!place) return plainError(message, known);
  const isOwn = error instanceof CourseError || !isInner(stack, sourceUrl);
  const inner = isOwn ? { message, hint: null } : explainInnerError(message, lineAt(compiled, place), place);
  return {
    ...plainError(inner.message, known ?? inner.hint),
    line: place.line,
    column: columnIn(compiled, place),
  };
}

/** As much of a compiled cell as finding an error's place needs. */
export type EvaluatedCell = Pick<CompiledCell, "body" | "prefixLines">;

function columnIn(cell: EvaluatedCell, place: SourcePosition): number {
  const line = lineAt(cell, place);
  return line === "" ? place.column : columnWithoutGuards(line, place.column);
}

function lineAt({ body, prefixLines }: EvaluatedCell, { line }: SourcePosition): string {
  return body.split("\n")[prefixLines + line - 1] ?? "";
}
