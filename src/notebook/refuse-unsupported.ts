import { getLineInfo, type AnyNode, type ImportDeclaration } from "acorn";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { childNodes } from "./child-nodes.ts";
import { explainFixedName, isFixedName } from "./fixed-names.ts";
import { findModule } from "./module-names.ts";
import type { JavaScriptCell } from "./notebook-kit.ts";

/**
 * Refuses what is JavaScript but cannot work in a cell of this course: imports of what the site does not carry (nothing
 * leaves it at run time), `export default`, `arguments` outside a function, `using`, which would close a value before
 * another cell sees it, and definitions of names that every cell has of its own.
 * @throws CellSyntaxError
 */
export function refuseUnsupported(cell: JavaScriptCell, source: string): void {
  const fixed = cell.declarations?.find(({ name }) => isFixedName(name));
  if (fixed) throw errorAt(explainFixedName(fixed.name), fixed, source);
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
      return node.attributes.length > 0 ? noAttributes : refuseModule(node.source, namesOf(node));
    case "ImportExpression":
      return node.options ? noAttributes : refuseModule(node.source);
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

const noAttributes =
  'A cell imports code only, without attributes. Read data with await (await fetch("./name.json")).json().';

/** Only a plain string can be looked up before the cell runs. */
function refuseModule(node: AnyNode, names = "what you need"): string | null {
  if (node.type !== "Literal" || typeof node.value !== "string")
    return 'import needs the name of its module as a plain string, as in import("npm:d3").';
  const module = findModule(node.value);
  if (module.kind !== "refused") return null;
  if (!module.isNotebook) return module.problem;
  return `${module.problem} If it is a notebook of Observable's, copy the cells that define ${names} into this chapter.`;
}

function namesOf({ specifiers }: ImportDeclaration): string {
  const names = specifiers.map((one) =>
    one.type === "ImportSpecifier" && one.imported.type === "Identifier" ? one.imported.name : one.local.name,
  );
  return names.length > 0 ? names.join(", ") : "what you need";
}

function isFunction({ type }: AnyNode): boolean {
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}

function errorAt(message: string, { start }: { readonly start: number }, source: string): CellSyntaxError {
  const { line, column } = getLineInfo(source, start);
  return new CellSyntaxError(message, { line, column: column + 1 });
}
