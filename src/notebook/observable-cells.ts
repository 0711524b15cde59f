import { tokTypes, type AnyNode } from "acorn";
import { CellParser, type ObservableCell, type ObservableImport, type SpecialReference } from "@observablehq/parser";
import { childNodes } from "./child-nodes.ts";

/** `viewof x` or `mutable x` within a cell, with what is done with it. */
export interface SpecialUse {
  readonly kind: "view" | "mutable";
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** For a mutable that is changed: the operator, without its equals sign, and what stands behind it. */
  readonly change: { readonly operator: string; readonly value: AnyNode | null } | null;
}

/**
 * Reads a text as Observable does, cell by cell.
 * @returns the cells up to the first that cannot be read, and the error there, if any
 */
export function readObservableCells(source: string): {
  readonly cells: readonly ObservableCell[];
  readonly failure: SyntaxError | null;
} {
  // `const chart = {…}` with statements in the braces is a block all the same.
  const text = source.replace(/^(\s*)(const|let|var)(?=\s+[\w$]+\s*=\s*\{)/, (_, space: string, word: string) =>
    space.padEnd(space.length + word.length),
  );
  const cells: ObservableCell[] = [];
  try {
    SeveralCells.readInto(cells, text);
    return { cells, failure: null };
  } catch (error) {
    if (error instanceof SyntaxError) return { cells, failure: error };
    throw error;
  }
}

/** `name = {` or `viewof name = {` begins the text, behind comments. */
const namedBlock =
  /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*(?:(?:const|let|var)\s+)?(?:(viewof|mutable)\s+)?([A-Za-z_$][\w$]*)\s*=\s*\{/;

/** Whether a text begins as a block of Observable's dialect does, or as an object that is assigned. */
export function isNamedBlock(source: string): boolean {
  return namedBlock.test(source);
}

/** The words before the brace of a block that a parser cannot read. */
export function readBlockName(source: string): { readonly word: string | null; readonly name: string } | null {
  const match = namedBlock.exec(source);
  return match && { word: match[1] ?? null, name: match[2] ?? "" };
}

/** Observable has one cell in a text; what people paste has often several. */
class SeveralCells extends CellParser {
  #cells: ObservableCell[] = [];

  /** Appends the cells as they are read: those before a mistake are known in spite of it. */
  static readInto(cells: ObservableCell[], text: string): void {
    const parser = new SeveralCells({ ecmaVersion: "latest" }, text);
    parser.#cells = cells;
    parser.parse();
  }

  /** Called by `parse`. */
  parseTopLevel(node: unknown): unknown {
    const parser = this as unknown as { readonly type: unknown; startNode(): unknown };
    while (parser.type !== tokTypes.eof) this.#cells.push(this.parseCell(parser.startNode(), false));
    return node;
  }
}

export function isImport(body: ObservableCell["body"]): body is ObservableImport {
  return body?.type === "ImportDeclaration";
}

/** All uses of `viewof` and `mutable` below a node, in the order of the text. */
export function findSpecial(node: AnyNode): readonly SpecialUse[] {
  const use = readChange(node) ?? readReference(node);
  if (!use) return childNodes(node).flatMap(findSpecial);
  return use.change?.value ? [use, ...findSpecial(use.change.value)] : [use];
}

/** `mutable x = 1`, `mutable x += 1`, `mutable x++`. */
function readChange(node: AnyNode): SpecialUse | null {
  if (node.type !== "AssignmentExpression" && node.type !== "UpdateExpression") return null;
  const target = readReference(node.type === "UpdateExpression" ? node.argument : node.left);
  if (target?.kind !== "mutable") return null;
  const { start, end } = node;
  const change =
    node.type === "UpdateExpression"
      ? { operator: node.operator.slice(1), value: null }
      : { operator: node.operator.slice(0, -1), value: node.right };
  return { ...target, start, end, change };
}

/** `mutable x.value` is what those write who know the other dialect: the same as `mutable x`. */
function readReference(node: AnyNode): SpecialUse | null {
  const special = node as AnyNode | SpecialReference;
  if (special.type === "ViewExpression" || special.type === "MutableExpression") {
    const { start, end } = special;
    const kind = special.type === "ViewExpression" ? "view" : "mutable";
    return { kind, name: special.id.name, start, end, change: null };
  }
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier" || node.property.name !== "value")
    return null;
  const object = readReference(node.object);
  return object?.kind === "mutable" ? { ...object, end: node.end } : null;
}
