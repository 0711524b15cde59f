import { readSyntax } from "./read-syntax.ts";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

/** The call among whose arguments a place in the text lies. */
export interface FoundCall {
  /** What is called, as it is written: `plainNet`, `Inputs.range`. */
  readonly name: string;
  /** Where its name begins. */
  readonly from: number;
  /** Which argument, counted from 0. */
  readonly argument: number;
  /** The place lies directly within an object that is that argument. */
  readonly object: FoundObject | null;
}

export interface FoundObject {
  /** Names that stand there already, without the one at the place. */
  readonly present: readonly string[];
  /** The name before the colon, where the place is behind one. */
  readonly property: string | null;
}

/** Places that belong to something else than the call around it. */
const borders = new Set(["Block", "ClassBody", "ArrowFunction", "FunctionExpression", "Script"]);

/** Finds the innermost call whose arguments a place lies among; null if there is none. */
export function findCall(state: EditorState, pos: number): FoundCall | null {
  let object: FoundObject | null = null;
  let inner = readSyntax(state, pos).resolveInner(pos, -1);
  for (let node: SyntaxNode | null = inner; node; inner = node, node = node.parent) {
    if (borders.has(node.name)) return null;
    if (!isWithin(node, pos)) continue;
    if (node.name === "ObjectExpression" && node.parent?.name === "ArgList") object = readObject(state, node, pos);
    if (node.name === "ArgList") return readCall(state, node, pos, object);
  }
  return null;
}

/** Between its brackets; a bracket that is not there yet closes at the end of the node. */
function isWithin(node: SyntaxNode, pos: number): boolean {
  const last = node.lastChild;
  const isClosed = last !== null && /^[)}\]]$/.test(last.name);
  return pos > node.from && (pos < node.to || !isClosed);
}

function readCall(state: EditorState, list: SyntaxNode, pos: number, object: FoundObject | null): FoundCall | null {
  const callee = list.parent?.firstChild;
  const target = callee?.name === "new" ? callee.nextSibling : callee;
  if (!target || !/^(?:VariableName|MemberExpression)$/.test(target.name)) return null;
  const commas = list.getChildren(",").filter(({ to }) => to <= pos).length;
  return { name: state.sliceDoc(target.from, target.to), from: target.from, argument: commas, object };
}

function readObject(state: EditorState, node: SyntaxNode, pos: number): FoundObject {
  const properties = node.getChildren("Property");
  const at = properties.find(({ from, to }) => from <= pos && pos <= to);
  const names = properties.filter((property) => property !== at).map((property) => nameOf(state, property));
  const colon = at?.getChild(":");
  return {
    present: names.filter((name) => name !== ""),
    property: at && colon && colon.to <= pos ? nameOf(state, at) : propertyBefore(state, node, pos),
  };
}

/** `{loss: |}`: the parser puts the value that is missing outside of the property. */
function propertyBefore(state: EditorState, node: SyntaxNode, pos: number): string | null {
  return /([\w$]+)\s*:\s*$/.exec(state.sliceDoc(node.from, pos))?.[1] ?? null;
}

function nameOf(state: EditorState, property: SyntaxNode): string {
  const name = property.firstChild;
  return name ? state.sliceDoc(name.from, name.to) : "";
}
