import { Inspector } from "@observablehq/inspector";
import { boundText } from "./bound-text.ts";
import { cleanStack } from "./clean-stack.ts";

/** Where, below an inspected value, an expanded part sits: child indices from the root down. */
export type ExpandedPaths = readonly (readonly number[])[];

/**
 * Draws any JavaScript value as a tree that the reader can unfold.
 * @param expanded parts to unfold again, as `findExpanded` found them in the previous drawing
 */
export function inspectValue(value: unknown, expanded: ExpandedPaths = []): HTMLElement {
  const node = document.createElement("div");
  new Inspector(node).fulfilled(isEmptyArray(value) ? new EmptyArray(value.length) : value);
  for (const path of expanded) {
    const part = path.reduce<ChildNode | undefined>((parent, at) => parent?.childNodes[at], node);
    part?.dispatchEvent(new Event("mouseup"));
  }
  tidy(node);
  // The inspector's own handlers unfold a part before this is called.
  node.addEventListener("mouseup", () => queueMicrotask(() => tidy(node)), true);
  return node;
}

function tidy(node: HTMLElement): void {
  for (const error of node.querySelectorAll(".observablehq--error")) {
    const clean = cleanStack(error.textContent);
    if (clean !== error.textContent) error.textContent = clean;
  }
  boundText(node);
}

/** Looked through for its first twenty values, an array of a thousand million holes would hold up the page. */
function isEmptyArray(value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value) || value.length < 100_000) return false;
  for (let at = 0; at < 10_000; at++) if (at in value) return false;
  return true;
}

class EmptyArray {
  readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  get [Symbol.toStringTag](): string {
    return `Array(${this.length}), most of it empty,`;
  }
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
