import type { ChapterCell } from "../../notebook/chapter.ts";
import { findExpanded, inspectValue, type ExpandedPaths } from "./inspect-value.ts";

/** The part of the page that shows what a cell displays. It may hold recorded HTML before the first run. */
export class OutputArea {
  readonly root: HTMLElement;
  #place: ChapterCell["place"];
  #expanded: readonly ExpandedPaths[] = [];
  /** As the browser last laid it out: asking for it at each new output would lay out the page once more. */
  #height = 0;

  constructor(root: HTMLElement, place: ChapterCell["place"]) {
    this.root = root;
    this.#place = place;
    new ResizeObserver(([entry]) => (this.#height = entry?.borderBoxSize[0]?.blockSize ?? 0)).observe(root);
  }

  get isEmpty(): boolean {
    return this.root.childNodes.length === 0;
  }

  /** Removes everything, remembering which parts of inspected values were unfolded. */
  clear(): void {
    this.#reserveHeight();
    this.#expanded = Array.from(this.root.childNodes, findExpanded);
    this.root.replaceChildren();
    this.root.removeAttribute("data-recorded");
  }

  /**
   * Adds one value: a node is inserted, anything else is inspected; in a sentence, numbers and text are text, and the
   * items of a list stand one after the other.
   */
  append(value: unknown): void {
    const { root } = this;
    if (isInsertable(value, root)) root.append(value);
    else if (this.#place === "inline" && !isObject(value)) root.append(String(value));
    else if (this.#place === "inline" && isIterable(value)) for (const item of value) this.append(item);
    else root.append(inspectValue(value, this.#expanded[root.childNodes.length]));
  }

  replace(value: unknown): void {
    this.clear();
    this.append(value);
  }

  /** What follows on the page must not jump up and down again while the new output is being built. */
  #reserveHeight(): void {
    const { root } = this;
    if (this.#height === 0 || root.style.minHeight !== "") return;
    root.style.minHeight = `${this.#height}px`;
    requestAnimationFrame(() => requestAnimationFrame(() => (root.style.minHeight = "")));
  }
}

/** Fragments are not inserted: that would empty them. A node that sits elsewhere on the page is not stolen. */
function isInsertable(value: unknown, root: Node): value is Element | Text {
  if (!(value instanceof Element || value instanceof Text)) return false;
  const isPrototype = !(value instanceof value.constructor);
  return !isPrototype && (!value.parentNode || root.contains(value));
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function isObject(value: unknown): boolean {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}
