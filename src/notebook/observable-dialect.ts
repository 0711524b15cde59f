import { getLineInfo, parseExpressionAt } from "acorn";
import { CellSyntaxError } from "./cell-syntax-error.ts";

/**
 * `viewof x` and `mutable x` are how Observable's own dialect spells these cells. Whoever pastes one gets the line that
 * does the same in JavaScript.
 * @param end where in the text the parser stumbled: right after the word
 * @returns null if no such word stands there
 */
export function explainDialect(source: string, end: number): CellSyntaxError | null {
  const match = /\b(viewof|mutable)\s+$/.exec(source.slice(0, end));
  if (!match) return null;
  const [, word] = match;
  const { line, column } = getLineInfo(source, match.index);
  const [, name = "x", isDefinition] = /^([\w$]+)\s*(=(?!=))?/.exec(source.slice(end)) ?? [];
  const before = source.slice(0, match.index).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  const isFirst = before.trim() === "" && isDefinition !== undefined;
  const value = isFirst ? readValue(source, source.indexOf("=", end) + 1) : null;
  const remedy = word === "viewof" ? explainView(name, value) : explainMutable(name, value);
  return new CellSyntaxError(`${word} is not JavaScript. ${remedy}`, { line, column: column + 1 });
}

/** @param value what the cell defines, or null where the word only refers to another cell */
function explainView(name: string, value: string | null): string {
  if (value !== null)
    return `Write const ${name} = view(${value}); the page shows the input, and ${name} is its value.`;
  const input = `${name}Input`;
  return (
    `To name an input itself, define it with const ${input} = …; const ${name} = Generators.input(${input}); ` +
    `and write ${input} here.`
  );
}

function explainMutable(name: string, value: string | null): string {
  const setter = `set${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const define = (initial: string) =>
    `const ${name} = Mutable(${initial}); const ${setter} = (value) => (${name}.value = value);`;
  if (value !== null) return `Write ${define(value)} Other cells read ${name} and call ${setter}.`;
  return `In the cell that defines it write ${define("…")} and call ${setter} here.`;
}

/** The expression behind the equals sign, on one line; … where there is none or where it is long. */
function readValue(source: string, start: number): string {
  try {
    const { end } = parseExpressionAt(source, start, { ecmaVersion: "latest", sourceType: "module" });
    const text = source.slice(start, end).trim();
    return text.includes("\n") || text.length > 120 ? "…" : text;
  } catch {
    return "…";
  }
}
