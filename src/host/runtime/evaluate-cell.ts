import type { CompiledCell } from "../../notebook/chapter.ts";
import { guardName } from "../../notebook/loop-guard-name.ts";
import { hideGuards } from "./function-text.ts";
import { createLoopGuard } from "./loop-guard.ts";

/** The cell's code as a function of its inputs, in the order of `CompiledCell.inputs`, and of what loads a module. */
export type CellFunction = (...inputs: unknown[]) => unknown;

/** The name under which a cell's code appears in stack traces and in the browser's developer tools. */
export function sourceUrlOf(cellId: string): string {
  return `cell-${cellId}.js`;
}

/** A cell's code, to be made a function for one run; `goOn` is called by the loops of that run, and throws to end them. */
export type CellCode = (goOn: () => void) => CellFunction;

let guard: (() => void) | null = null;

/** Turns a compiled body into a function whose loops go on as long as they like. */
export function evaluateCell(cellId: string, compiled: CompiledCell): CellFunction {
  return evaluateCode(cellId, compiled)(() => undefined);
}

/**
 * Turns a compiled body into code for runs. Indirect `eval` runs it in the global scope, so that a cell sees nothing of
 * the page's own modules; chapter pages allow it in their content security policy.
 */
export function evaluateCode(cellId: string, { body }: CompiledCell): CellCode {
  const evaluate = globalThis.eval;
  const create = evaluate(`((${guardName}) => (${body}\n))\n//# sourceURL=${siteRoot()}${sourceUrlOf(cellId)}`) as (
    guard: (ofRun?: 1) => void,
  ) => CellFunction;
  // One for all cells: they share the page's turns.
  const share = (guard ??= createLoopGuard());
  hideGuards();
  return (goOn) =>
    create((ofRun) => {
      if (ofRun) goOn();
      share();
    });
}

/** What the browser reports of a cell's code has a name only where that is a whole address. */
function siteRoot(): string {
  return typeof location === "object" && /^https?:/.test(location.origin) ? `${location.origin}/` : "";
}
