import { Inspector } from "@observablehq/inspector";

/** Where, below an inspected value, an expanded part sits: child indices from the root down. */
export type ExpandedPaths = readonly (readonly number[])[];

/**
 * Draws any JavaScript value as a tree that the reader can unfold.
 * @param expanded parts to unfold again, as `findExpanded` found them in the previous drawing
 */
export function inspectValue(value: unknown, expanded: ExpandedPaths = []): HTMLElement {
  const node = document.createElement("div");
  new Inspector(node).fulfilled(value);
  for (const path of expanded) {
    const part = path.reduce<ChildNode | undefined>((parent, at) => parent?.childNodes[at], node);
    part?.dispatchEvent(new Event("mouseup"));
  }
  return node;
}

/** The unfolded parts of an inspected value, outermost first; nothing for other nodes. */
export function findExpanded(node: Node): ExpandedPaths {
  if (!(node instanceof Element) || !node.classList.contains("observablehq")) return [];
  return Array.from(node.querySelectorAll(".observablehq--expanded"), (part) => pathTo(node, part));
}

function pathTo(root: Node, descendant: Node): number[] {
  const path: number[] = [];
  for (let node: Node = descendant; node !== root && node.parentNode; node = node.parentNode) {
    path.unshift(Array.prototype.indexOf.call(node.parentNode.childNodes, node));
  }
  return path;
}
