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

let guard: (() => void) | null = null;

/**
 * Turns a compiled body into a function. Indirect `eval` runs it in the global scope, so that a cell sees nothing of
 * the page's own modules; chapter pages allow it in their content security policy.
 */
export function evaluateCell(cellId: string, { body }: CompiledCell): CellFunction {
  const evaluate = globalThis.eval;
  const create = evaluate(`((${guardName}) => (${body}\n))\n//# sourceURL=${siteRoot()}${sourceUrlOf(cellId)}`) as (
    guard: () => void,
  ) => CellFunction;
  // One for all cells: they share the page's turns.
  guard ??= createLoopGuard();
  hideGuards();
  return create(guard);
}

/** What the browser reports of a cell's code has a name only where that is a whole address. */
function siteRoot(): string {
  return typeof location === "object" && /^https?:/.test(location.origin) ? `${location.origin}/` : "";
}
