import { RuntimeError } from "@observablehq/runtime";
import type { PartMissing } from "../../core/part-missing.ts";
import { CourseError } from "../../core/errors.ts";
import { nearestName } from "../../core/check-value.ts";
import {
  describeThrown,
  missingPartError,
  NotRunError,
  plainError,
  RetiredError,
  StoppedError,
  type CellError,
  type EvaluatedCell,
} from "./cell-error.ts";
import type { CellState } from "./cell-state.ts";
import { listNames } from "./name-list.ts";
import { observableHint } from "./observable-names.ts";
import { sourceUrlOf } from "../runtime/evaluate-cell.ts";
import { globalHint } from "../runtime/page-globals.ts";

/** A cell that defines a name no more. */
export interface FormerOwner {
  readonly id: string;
  /** The names that it defines now; null where the cell is gone. */
  readonly defines: readonly string[] | null;
}

/** What is known about the names around a failing cell. */
export interface Surroundings {
  /** The cell that defines a name, with its present state. */
  findOwner(name: string): { readonly id: string; readonly state: CellState } | null;
  /** The cell that defined a name which none defines now. */
  findFormerOwner(name: string): FormerOwner | null;
  isLibraryName(name: string): boolean;
  /** Why a part of the library is not here; null where its files came. */
  missingPart(name: string): PartMissing | null;
  /** All names that cells and library define. */
  names(): readonly string[];
}

/**
 * Turns what the runtime reports into the state of the cell: an error of its own code, an error that another cell
 * caused, a wait for a manual cell, a name that nobody defines, a library part that could not be loaded.
 */
export function explainFailure(
  error: unknown,
  { cellId, ...compiled }: EvaluatedCell & { readonly cellId: string },
  surroundings: Surroundings,
): CellState {
  if (error instanceof NotRunError) return { kind: "not-run" };
  if (error instanceof StoppedError) return { kind: "stopped", elapsedMs: 0 };
  if (error instanceof RetiredError) return { kind: "queued", place: null };
  const input = error instanceof RuntimeError ? error.input : undefined;
  if (!(error instanceof RuntimeError) || input === undefined)
    return { kind: "error", error: describeThrown(error, sourceUrlOf(cellId), compiled) };
  const owner = surroundings.findOwner(input);
  if (owner && owner.id !== cellId) return blockedBy(owner, error);
  if (surroundings.isLibraryName(input)) {
    const missing = surroundings.missingPart(input);
    if (missing) return { kind: "error", error: missingPartError(missing) };
    const problem = `${input} could not be loaded: ${error.message}`;
    return { kind: "error", error: { ...plainError(problem), missing: "try again" } };
  }
  const former = surroundings.findFormerOwner(input);
  if (former && former.id !== cellId) return { kind: "error", error: describeLoss(input, former) };
  const refusal = refusalOf(input);
  if (refusal !== null) return { kind: "error", error: plainError(refusal) };
  return {
    kind: "error",
    error: plainError(`${input} is not defined`, hintFor(input, surroundings.names(), compiled.body)),
  };
}

/** What used to be defined: by whom, and what became of that cell. */
function describeLoss(name: string, { id, defines }: FormerOwner): CellError {
  const problem = `${name} is not defined any more`;
  if (!defines) {
    const hint = `Bring cell ${id} back, or define ${name} in another one.`;
    return { ...plainError(`${problem}: cell ${id} is deleted`, hint), causedBy: id };
  }
  const now = defines.length === 0 ? "defines no name now" : `defines ${listNames(defines)} now`;
  const nearest = nearestName(name, defines) ?? (defines.length === 1 ? defines[0] : undefined);
  const hint = nearest === undefined ? "Define it there again, or in another cell." : `Did you mean ${nearest}?`;
  return { ...plainError(`${problem}: cell ${id} ${now}`, hint), causedBy: id };
}

/** What the page says of a name of the browser's that cells are not to have. The runtime only finds no value. */
function refusalOf(name: string): string | null {
  try {
    Reflect.get(globalThis, name);
    return null;
  } catch (error) {
    return error instanceof CourseError ? error.message : null;
  }
}

/** The first cell of the chain is named: that is where the reader can do something. */
function blockedBy({ id, state }: { readonly id: string; readonly state: CellState }, error: Error): CellState {
  switch (state.kind) {
    case "waiting":
      return state;
    case "not-run":
    case "stopped":
      return { kind: "waiting", forCell: id, because: state.kind };
    case "queued":
    case "running":
    case "paused":
      return { kind: "queued", place: null };
    case "error": {
      const { message, causedBy } = state.error;
      return { kind: "error", error: { ...plainError(message), causedBy: causedBy ?? id } };
    }
    default:
      return { kind: "error", error: { ...plainError(error.message), causedBy: id } };
  }
}

function hintFor(name: string, names: readonly string[], body: string): string {
  const known = observableHint(name, body) ?? globalHint(name);
  if (known !== null) return known;
  const nearest = nearestName(name, names);
  if (nearest) return `Did you mean ${nearest}?`;
  return "No cell of this chapter defines it, and the course's library has no such name.";
}
