import { getLineInfo, type AnyNode } from "acorn";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import type { JavaScriptCell } from "./notebook-kit.ts";

/** What readers know by a package name stands in every cell already, under its own name. */
const libraryNames: readonly (readonly [RegExp, string])[] = [
  [/@observablehq\/plot\b/, "Plot"],
  [/@observablehq\/inputs\b/, "Inputs"],
  [/@tensorflow\/tfjs/, "tf"],
  [/\bhtl\b/, "html and svg"],
  [/\bkatex\b/, "tex"],
  [/\bmarkdown-it\b/, "md"],
];

/**
 * Refuses what is JavaScript but cannot work in a cell of this course: imports (nothing leaves the site at run time),
 * `export default`, `arguments` outside a function, and `using`, which would close a value before another cell sees it.
 * @throws CellSyntaxError
 */
export function refuseUnsupported(cell: JavaScriptCell, source: string): void {
  refuseNode(cell.body, source, false);
  const argumentsObject = cell.references.find(({ name }) => name === "arguments");
  if (argumentsObject)
    throw errorAt("arguments exists inside functions only. Name the cell's inputs directly.", argumentsObject, source);
}

function refuseNode(node: AnyNode, source: string, inFunction: boolean): void {
  const problem = problemOf(node, inFunction);
  if (problem) throw errorAt(problem, node, source);
  const inner = inFunction || isFunction(node);
  for (const child of childNodes(node)) refuseNode(child, source, inner);
}

function problemOf(node: AnyNode, inFunction: boolean): string | null {
  switch (node.type) {
    case "ImportDeclaration":
      return refuseImport(node.source.value);
    case "ImportExpression":
      return refuseImport(node.source.type === "Literal" ? node.source.value : null);
    case "MetaProperty":
      return node.meta.name === "import" ? "A cell is not a module of its own: import.meta has no meaning here." : null;
    case "ExportDefaultDeclaration":
      return "A cell exports every name that it declares at its top level. Write const name = … instead.";
    case "VariableDeclaration":
      return !inFunction && /using$/.test(node.kind)
        ? "using closes its value when the cell ends, before another cell could use it. Write const, and close it " +
            "with invalidation.then(() => …)."
        : null;
    default:
      return null;
  }
}

function refuseImport(specifier: unknown): string {
  const known = libraryNames.find(([pattern]) => typeof specifier === "string" && pattern.test(specifier));
  const what = typeof specifier === "string" ? `import of "${specifier}"` : "import";
  if (known) return `Cells do not import, and ${what} is not needed: write ${known[1]}, which every cell can name.`;
  return (
    `Cells do not import (${what}): a chapter loads nothing from other sites. Every cell can name Plot, Inputs, html, ` +
    "svg, md, tex, tf and the course's own functions directly."
  );
}

function isFunction({ type }: AnyNode): boolean {
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}

function childNodes(node: AnyNode): AnyNode[] {
  const values: unknown[] = Object.values(node);
  return values.flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function errorAt(message: string, { start }: { readonly start: number }, source: string): CellSyntaxError {
  const { line, column } = getLineInfo(source, start);
  return new CellSyntaxError(message, { line, column: column + 1 });
}
