import { CellSyntaxError } from "../../src/notebook/cell-syntax-error.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { stripTypes } from "../../src/notebook/strip-types.ts";

/** What the compiler says of a cell's text that it refuses. @throws Error if it does not */
export function compileFailure(source: string, mode: "js" | "ts" = "js"): CellSyntaxError {
  try {
    compileCell(source, { mode, stripTypes });
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
  throw new Error(`compiled: ${source.slice(0, 80)}`);
}
