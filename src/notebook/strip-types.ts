import { transform } from "sucrase";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { keepColumns } from "./column-keeping.ts";
import { isDeepNesting } from "./deep-nesting.ts";
import { explainSyntaxError } from "./explain-syntax-error.ts";
import { refuseTypeScript } from "./refuse-typescript.ts";

/**
 * Takes the types out of a cell's TypeScript. Every line stays where it is, and so does every column outside
 * of lines with several types or with code that TypeScript adds (an enum, a parameter property).
 * @throws CellSyntaxError
 */
export function stripTypes(source: string): string {
  try {
    return strip(source);
  } catch (error) {
    if (isDeepNesting(error) || error instanceof CellSyntaxError) throw error;
    // Like the parser of js cells: `{a: x as number, b: 2}` and anonymous functions are expressions.
    const expression = stripExpression(source);
    if (expression !== null) return expression;
    throw explainSyntaxError(toSyntaxError(error), source, "TypeScript");
  }
}

function stripExpression(source: string): string | null {
  try {
    // The parentheses take no column away from the reader's text: the first one is cut off again.
    return strip(`(${source}\n)`).slice(1, -2);
  } catch {
    return null;
  }
}

function strip(source: string): string {
  const { code } = transform(source, {
    transforms: ["typescript"],
    disableESTransforms: true,
    // A name that a cell imports may be meant for another cell.
    keepUnusedImports: true,
    filePath: "cell",
  });
  refuseTypeScript(source, code);
  return keepColumns(code, source);
}

/** The transformer says `Error transforming file: problem (line:column)`, with the column counted from 1. */
function toSyntaxError(error: unknown): SyntaxError {
  const text = error instanceof Error ? error.message : String(error);
  const [, problem, line, column] = /^(?:Error transforming \w+: )?([\s\S]*?) \((\d+):(\d+)\)$/.exec(text) ?? [];
  return new SyntaxError(problem === undefined ? text : `${problem} (${line}:${Number(column) - 1})`);
}
