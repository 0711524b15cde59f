import { CellSyntaxError } from "./cell-syntax-error.ts";
import type { ChapterCell, CompiledCell } from "./chapter.ts";
import { explainSyntaxError } from "./explain-syntax-error.ts";
import { parseJavaScript, type JavaScriptCell } from "./notebook-kit.ts";
import { refuseUnsupported } from "./refuse-unsupported.ts";

/**
 * Compiles the text of one cell to a function of the names that it uses. An expression is returned (and displayed);
 * a program returns an object of the names that it declares at its top level. The reader's text starts on the second
 * line of the body, at its first column, so that positions differ by the constant `prefixLines` only.
 * @param source the cell as its author or reader typed it
 * @throws CellSyntaxError with line and column in that text
 */
export function compileCell(source: string, { mode }: { readonly mode: ChapterCell["mode"] }): CompiledCell {
  if (mode === "ts") {
    const remedy = "Write the cell as js and leave the types out.";
    throw new CellSyntaxError(`TypeScript cells are not offered. ${remedy}`, { line: 1, column: 1 });
  }
  const cell = parseCell(source);
  refuseUnsupported(cell, source);
  const inputs = unique(cell.references.map(({ name }) => name));
  const outputs = unique(cell.declarations?.map(({ name }) => name) ?? []);
  const displays = inputs.includes("display") || inputs.includes("view");
  return {
    body: renderBody(source, cell, { inputs, outputs }),
    inputs,
    outputs,
    autodisplay: cell.expression && !displays,
    prefixLines: 1,
  };
}

function parseCell(source: string): JavaScriptCell {
  try {
    return parseJavaScript(source);
  } catch (error) {
    if (error instanceof SyntaxError) throw explainSyntaxError(error, source);
    throw error;
  }
}

/** A last line that is a comment must not swallow what follows it, so the suffix starts on a line of its own. */
function renderBody(
  source: string,
  { async, expression }: JavaScriptCell,
  { inputs, outputs }: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): string {
  const head = `${async ? "async " : ""}(${inputs.join(", ")}) => {"use strict";`;
  if (expression) return `${head} return (\n${source}\n);}`;
  const result = outputs.length > 0 ? `return {${outputs.join(", ")}};` : "";
  return `${head}\n${source}\n${result}}`;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
