import { resolve } from "node:path";
import ts from "typescript";
import type { FunctionDoc } from "../../src/editor/api-doc.ts";
import { describeFunction } from "./describe-function.ts";
import { findLibraryExports } from "./library-exports.ts";

/**
 * Reads from the sources what the editor says about the functions that cells can name, sorted by name.
 * @param root the project's folder
 */
export function readApi(root: string): readonly FunctionDoc[] {
  const path = resolve(root, "src/host/library/library.ts");
  const library = ts.createSourceFile(path, ts.sys.readFile(path) ?? "", ts.ScriptTarget.Latest, true);
  const exports = findLibraryExports(library);
  const program = ts.createProgram([...new Set(exports.map(({ file }) => file))], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const docs = exports.flatMap(({ name, file }) => {
    const symbol = exportOf(program, checker, file, name);
    const described = symbol && describeFunction(symbol, checker);
    return described ? [{ name, ...described }] : [];
  });
  return docs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function exportOf(program: ts.Program, checker: ts.TypeChecker, file: string, name: string): ts.Symbol | null {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const found = module && checker.getExportsOfModule(module).find((each) => each.name === name);
  if (!found) return null;
  return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
}
