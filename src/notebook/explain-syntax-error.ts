import { parseExpressionAt } from "acorn";
import { CellSyntaxError, type SourcePosition } from "./cell-syntax-error.ts";
import { isDeepNesting } from "./deep-nesting.ts";
import { explainFixedName, isFixedName } from "./fixed-names.ts";
import { isNamedBlock, readObservableCells } from "./observable-cells.ts";
import { explainDialect, explainTypedBlock, explainWord } from "./observable-dialect.ts";
import { functionName } from "./observable-translation.ts";

/** What the parser says, and what a reader needs to hear instead. */
const explanations: readonly (readonly [RegExp, (name: string) => string])[] = [
  [
    /^'return' outside of function/,
    () =>
      "A cell cannot return at its top level. Write the value alone as an expression, or put the code in a function " +
      "that is called: (() => { … })().",
  ],
  [
    /^The keyword 'yield' is reserved/,
    () => "A cell cannot yield at its top level. Put the loop in a generator: const x = (function* () { … })().",
  ],
  [
    /^Unexpected token 'export'/,
    () => "A cell exports every name that it declares at its top level. Delete the word export.",
  ],
  [
    /^'import' and 'export' may only appear at the top level/,
    () => "Cells import at their top level and export nothing. Inside a block write await import(…).",
  ],
  [
    /^Assignment to external variable '(.+)'/,
    (name) =>
      isFixedName(name)
        ? explainFixedName(name)
        : `${name} is not declared in this cell, so this cell cannot assign it. Write const ${name} = … to define it here; ` +
          `to change it from several cells, define it once: const ${name} = Mutable(…); ` +
          `const ${functionName("set", name)} = (value) => (${name}.value = value); and call ${functionName("set", name)} here.`,
  ],
  [
    /^Assignment to global '(.+)'/,
    (name) => `${name} belongs to the browser and a cell cannot assign it. Choose another name.`,
  ],
  [
    /^Global '(.+)' cannot be redefined/,
    (name) => `${name} belongs to the browser and a cell cannot define it again. Choose another name.`,
  ],
  [
    /^Unexpected character '@'/,
    () =>
      "A cell cannot have decorators: browsers do not run them. Call the function instead, as in " +
      "const A = decorate(class { … });",
  ],
  [
    /^Identifier '(.+)' is reserved/,
    (name) => `${name} belongs to the browser and a cell cannot define it again. Choose another name.`,
  ],
  [
    /^Identifier '(.+)' has already been declared/,
    (name) => `${name} is declared twice in this cell. Rename one of the two, or assign the first instead.`,
  ],
  [
    /^(.+) requires a literal string argument/,
    (name) =>
      `${name} needs its file name as a plain string. The course attaches no files, though: read one of your own with ` +
      "view(Inputs.file()), or use the course's data.",
  ],
];

interface ParserFailure {
  readonly problem: string;
  readonly at: SourcePosition;
}

/**
 * Turns what the parser threw into an error in the reader's own terms.
 * @param source the text of the cell
 */
export function explainSyntaxError(
  error: SyntaxError,
  source: string,
  language: "JavaScript" | "TypeScript" = "JavaScript",
): CellSyntaxError {
  const failure = furthest(readFailure(error), language === "JavaScript" ? expressionFailure(source) : null);
  const stumbled = offsetOf(source, failure.at);
  const dialect =
    explainDialect(source, stumbled) ??
    (language === "TypeScript" ? explainTypedBlock(source) : null) ??
    explainWord(source, stumbled);
  if (dialect) return dialect;
  return explain(furthest(failure, blockFailure(source)), source, language);
}

function explain(failure: ParserFailure, source: string, language: string): CellSyntaxError {
  for (const [pattern, explain] of explanations) {
    const match = pattern.exec(failure.problem);
    if (match) return new CellSyntaxError(explain(match[1] ?? ""), failure.at);
  }
  return new CellSyntaxError(describe(failure, source, language), failure.at);
}

/** The parsers write `problem (line:column)` with the column counted from 0. */
function readFailure(error: SyntaxError): ParserFailure {
  const match = /^([\s\S]*?) \((\d+):(\d+)\)$/.exec(error.message);
  if (!match) return { problem: error.message, at: { line: 1, column: 1 } };
  return { problem: match[1] ?? "", at: { line: Number(match[2]), column: Number(match[3]) + 1 } };
}

/**
 * The cell is parsed as an expression first and as a program then, and the parser reports the second attempt only. For
 * a broken object or anonymous function the first attempt got further and points to the real place.
 */
function expressionFailure(source: string): ParserFailure | null {
  if (!/^\s*(\{|(async\s+)?function\b|class\b)/.test(source)) return null;
  try {
    parseExpressionAt(source, 0, { ecmaVersion: "latest", sourceType: "module" });
    return null;
  } catch (error) {
    if (isDeepNesting(error)) throw error;
    return error instanceof SyntaxError ? readFailure(error) : null;
  }
}

/** A block of Observable's dialect with a mistake in it: its own parser got further. */
function blockFailure(source: string): ParserFailure | null {
  const { failure } = isNamedBlock(source) ? readObservableCells(source) : { failure: null };
  return failure && readFailure(failure);
}

function furthest(first: ParserFailure, second: ParserFailure | null): ParserFailure {
  if (second?.problem.endsWith("is reserved")) return second;
  if (!second || !/^(?:Unexpected|The keyword|Cannot use keyword)/.test(first.problem)) return first;
  const lines = second.at.line - first.at.line;
  return lines > 0 || (lines === 0 && second.at.column > first.at.column) ? second : first;
}

function describe({ problem, at }: ParserFailure, source: string, language: string): string {
  const rest = source.slice(offsetOf(source, at)).trimStart();
  // The TypeScript parser sees a missing brace of a class only at its end.
  if (/^Unexpected(?:ly reached the)? (?:end of|token)/.test(problem) && rest === "")
    return "The cell ends too early. A closing ), ], } or a value is missing.";
  if (!problem.startsWith("Unexpected token")) return `This is not ${language}: ${problem.replace(/\.+$/, "")}.`;
  const token = /^([\w$]+|[=!<>&|?*+-]+|.)/u.exec(rest)?.[0] ?? "";
  return `This is not ${language}: ${token} cannot stand here. Look at this place and just before it.`;
}

function offsetOf(source: string, { line, column }: SourcePosition): number {
  return source.split("\n", line - 1).reduce((length, text) => length + text.length + 1, 0) + column - 1;
}
