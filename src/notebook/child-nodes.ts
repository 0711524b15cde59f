import type { AnyNode } from "acorn";

/** The nodes directly below a node of a syntax tree, in no particular order. */
export function childNodes(node: AnyNode): AnyNode[] {
  const values: unknown[] = Object.values(node);
  return values.flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
