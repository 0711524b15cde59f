import type { Module } from "@observablehq/runtime";
import type { CompiledCell } from "../../notebook/chapter.ts";
import { fetchValues } from "./cell-variables.ts";
import { evaluateCell } from "./evaluate-cell.ts";

/**
 * The value of an expression over the present values of cells and library, once: for a question about the page that is
 * no cell of it. Rejects with the runtime's error where a name has no value.
 * @param name under which it appears in stack traces
 * @param signal ends the wait for those values
 */
export async function evaluateExpression(
  main: Module,
  name: string,
  compiled: CompiledCell,
  signal: AbortSignal,
): Promise<unknown> {
  const values = await fetchValues(main, compiled.inputs, { signal });
  return evaluateCell(name, compiled)(...values);
}
