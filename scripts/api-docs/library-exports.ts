import { dirname, resolve } from "node:path";
import ts from "typescript";

/** A function that cells can name, and the module that it comes from. */
export interface LibraryExport {
  readonly name: string;
  readonly file: string;
}

/**
 * Finds what the library takes from the course's own modules: `exportsOf(() => import("…"), "name", …)` and
 * `boundToRun(() => import("…"), place, "name", …)`.
 * @param library src/host/library.ts, parsed
 */
export function findLibraryExports(library: ts.SourceFile): readonly LibraryExport[] {
  const found: LibraryExport[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = ts.isCallExpression(node) && takers.includes(nameOf(node.expression)) ? importIn(node) : null;
    if (specifier !== null && ts.isCallExpression(node))
      for (const name of node.arguments.slice(1)) if (ts.isStringLiteral(name)) add(name.text, specifier);
    ts.forEachChild(node, visit);
  };
  const add = (name: string, specifier: string) => {
    if (!specifier.startsWith(".")) return;
    const file = resolve(dirname(library.fileName), specifier);
    if (!found.some((each) => each.name === name)) found.push({ name, file });
  };
  visit(library);
  return found;
}

/** Functions of the library that take others from a module. */
const takers: readonly (string | null)[] = ["exportsOf", "boundToRun"];

function nameOf(node: ts.Node): string | null {
  return ts.isIdentifier(node) ? node.text : null;
}

/** The address of the first `import("…")` within. */
function importIn(node: ts.Node): string | null {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    return specifier && ts.isStringLiteral(specifier) ? specifier.text : null;
  }
  return ts.forEachChild(node, importIn) ?? null;
}
