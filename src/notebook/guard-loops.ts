import type { AnyNode } from "acorn";
import { childNodes } from "./child-nodes.ts";
import { guardName } from "./loop-guard-name.ts";
import { findRecursive } from "./recursive-functions.ts";

const call = `${guardName}()`;

/** Of the loops that belong to the cell's own run: no other cell can be in them. */
const callOfRun = `${guardName}(1)`;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Lets every loop of a cell, and every function that calls itself, ask for leave at each turn: code that holds up the
 * page for seconds can then be ended from within, since nothing else can end it. Loops outside of functions ask by
 * another call, which ends those of a run that is over. A loop behind the comment `long` is left as it is, with all that
 * it holds. Lines stay; `columnWithoutGuards` takes care of columns.
 * @param body the syntax tree of the cell
 * @param text what stands at the tree's positions
 */
export function guardLoops(body: AnyNode, text: string): string {
  const insertions: Insertion[] = [];
  const recursive = findRecursive(body);
  const visit = (node: AnyNode, isOwn: boolean): void => {
    if (isLoop(node) && isLong(node, text)) return;
    const guarded = isLoop(node) || recursive.has(node) ? (node as { readonly body: AnyNode }).body : null;
    if (guarded) insertions.push({ at: startOf(guarded), text: openingOf(guarded, isOwn && isLoop(node)) });
    for (const child of childNodes(node)) visit(child, isOwn && !/Function|Class/.test(node.type));
    if (guarded) insertions.push({ at: guarded.end, text: closingOf(guarded) });
  };
  visit(body, true);
  return insert(text, insertions);
}

function isLoop({ type }: AnyNode): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);
}

/** `/* long *​/ for (…)` and the same in a line comment; a label may stand between. */
function isLong({ start }: AnyNode, text: string): boolean {
  return /(?:\/\*\s*long\s*\*\/|\/\/\s*long[ \t]*\n)\s*(?:[\w$]+\s*:\s*)*$/.test(text.slice(0, start));
}

function startOf(body: AnyNode): number {
  return body.type === "BlockStatement" ? body.start + 1 : body.start;
}

function openingOf(body: AnyNode, isOwn: boolean): string {
  const asked = isOwn ? callOfRun : call;
  if (body.type === "BlockStatement") return `;${asked};`;
  return isStatement(body) ? `{${asked};` : `(${asked},`;
}

function closingOf(body: AnyNode): string {
  if (body.type === "BlockStatement") return "";
  return isStatement(body) ? "/*$$*/}" : "/*$$*/)";
}

function isStatement({ type }: AnyNode): boolean {
  return type.endsWith("Statement") || type.endsWith("Declaration");
}

/** Insertions at the same place keep their order: outer ones open first and close last. */
function insert(text: string, insertions: readonly Insertion[]): string {
  const ordered = insertions.toSorted((a, b) => a.at - b.at);
  const parts = ordered.map(({ at, text: inserted }, place) => text.slice(ordered[place - 1]?.at ?? 0, at) + inserted);
  return parts.join("") + text.slice(ordered.at(-1)?.at ?? 0);
}
