import type { CompiledCell } from "./chapter.ts";
import { isDeepNesting, refuseDeepNesting } from "./deep-nesting.ts";
import { explainSyntaxError } from "./explain-syntax-error.ts";
import { guardLoops } from "./guard-loops.ts";
import { rewriteImports } from "./import-rewriting.ts";
import { parseJavaScript, type JavaScriptCell } from "./notebook-kit.ts";
import { refuseUnsupported } from "./refuse-unsupported.ts";

/** Takes the types out of a text and leaves everything else at its line. */
export type StripTypes = (source: string) => string;

/** A ts cell needs what strips its types; `loadCompiler` brings it where it is needed, since it is large. */
export type CompileOptions = { readonly mode: "js" } | { readonly mode: "ts"; readonly stripTypes: StripTypes };

/**
 * Compiles the text of one cell to a function of the names that it uses. An expression is returned (and displayed);
 * a program returns an object of the names that it declares at its top level (`readOutputs` reads it). The reader's text
 * starts on the second line of the body, at its first column, so that positions differ by the constant `prefixLines` only,
 * and by what `guardLoops` puts into loops.
 * @param source the cell as its author or reader typed it
 * @throws CellSyntaxError with line and column in that text
 */
export function compileCell(source: string, options: CompileOptions): CompiledCell {
  try {
    return compile(source, options);
  } catch (error) {
    throw isDeepNesting(error) ? refuseDeepNesting(source) : error;
  }
}

function compile(source: string, options: CompileOptions): CompiledCell {
  const script = options.mode === "ts" ? options.stripTypes(source) : source;
  const cell = parseCell(script);
  refuseUnsupported(cell, script);
  const inputs = unique(cell.references.map(({ name }) => name));
  const outputs = unique(cell.declarations?.map(({ name }) => name) ?? []);
  const displays = inputs.includes("display") || inputs.includes("view");
  return {
    body: renderBody(script, cell, { inputs, outputs }),
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
    if (error instanceof SyntaxError && !isDeepNesting(error)) throw explainSyntaxError(error, source);
    throw error;
  }
}

/** A last line that is a comment must not swallow what follows it, so the suffix starts on a line of its own. */
function renderBody(
  source: string,
  cell: JavaScriptCell,
  { inputs, outputs }: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): string {
  const { text: script, head: imports, loader } = rewriteImports(cell, source);
  const text = guardLoops(cell.body, script);
  const parameters = loader === null ? inputs : [...inputs, loader];
  const isAsync = cell.async || imports !== "";
  const head = `${isAsync ? "async " : ""}(${parameters.join(", ")}) => {"use strict";${imports}`;
  if (cell.expression) return `${head} return (\n${text}\n);}`;
  const result = outputs.length > 0 ? `return ${renderRecord(outputs)};` : "";
  return `${head}\n${text}\n${result}}`;
}

/** Of values by name. An async function would take an object with a method `then` for a promise: it stands in a list. */
function renderRecord(outputs: readonly string[]): string {
  const record = `{${outputs.join(", ")}}`;
  return outputs.includes("then") ? `[${record}]` : record;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
