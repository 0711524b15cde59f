import { fillDrawings } from "../../browser/far-drawings.ts";
import type { ChapterCell } from "../../notebook/chapter.ts";
import { boundText } from "./bound-text.ts";
import { holdBack } from "./hold-back.ts";
import { findExpanded, inspectValue, type ExpandedPaths } from "./inspect-value.ts";
import { OutputNotes } from "./output-notes.ts";

/** Values that are shown one below the other; the rest is shown when the reader asks. */
const mostValues = 100;

interface Shown {
  readonly node: Node;
  /** Makes the node again, of a value that is none itself. */
  readonly inspect: ((expanded: ExpandedPaths | undefined) => Node) | null;
}

/** The part of the page that shows what a cell displays. It may hold recorded HTML before the first run. */
export class OutputArea {
  readonly root: HTMLElement;
  #place: ChapterCell["place"];
  #expanded: readonly ExpandedPaths[] = [];
  /** As the browser last laid it out: asking for it at each new output would lay out the page once more. */
  #height = 0;
  /** What is shown, in order; null as long as it is the recorded HTML. */
  #shown: Shown[] | null = null;
  readonly #recordedHtml: string;
  #notes: OutputNotes;
  /** Values that were displayed and are not shown; null once the reader has asked for all. */
  #held: unknown[] | null = [];

  /** Where the cell stands on the page. */
  get elements(): readonly Element[] {
    const cell = this.root.closest("[data-cell]");
    return cell === null || cell === this.root ? [this.root] : [cell, this.root];
  }

  constructor(root: HTMLElement, place: ChapterCell["place"]) {
    this.root = root;
    this.#place = place;
    this.#recordedHtml = root.innerHTML;
    this.#notes = new OutputNotes(root, place === "inline");
    new ResizeObserver(([entry]) => {
      const { blockSize = 0, inlineSize = 0 } = entry?.borderBoxSize[0] ?? {};
      this.#height = blockSize;
      // In a place without width every word has a line of its own: that says nothing of its height.
      if (inlineSize > 0) this.#notes.measured(blockSize);
    }).observe(root);
  }

  get isEmpty(): boolean {
    return this.root.childNodes.length === 0;
  }

  /** Removes everything, remembering which parts of inspected values were unfolded. */
  clear(): void {
    this.#reserveHeight();
    this.#expanded = Array.from(this.root.childNodes, findExpanded);
    this.root.replaceChildren();
    this.#shown = [];
    this.#held = [];
    this.#notes.clearButtons();
    this.root.removeAttribute("data-recorded");
  }

  /**
   * Adds one value: a node is inserted, anything else is inspected; in a sentence, numbers and text are text, and the
   * items of a list stand one after the other.
   */
  append(value: unknown): void {
    const { root } = this;
    if (this.#held && (this.#shown?.length ?? 0) >= mostValues) return this.#hold(this.#held, value);
    if (isInsertable(value, root)) return this.#show(holdBack(value));
    const isInline = this.#place === "inline";
    if (isInline && !isObject(value)) return this.#showText(String(value));
    const items = isInline ? listItems(value) : null;
    if (items) {
      for (const item of items) this.append(item);
      return;
    }
    const inspect = (expanded: ExpandedPaths | undefined): Node => inspectAnything(value, expanded);
    this.#show(inspect(this.#expanded[root.childNodes.length]), inspect);
  }

  /** Says below the output what the page refused to the run. */
  remark(sentence: string): void {
    this.#notes.remark(sentence);
  }

  /** A new run begins: what was said of the last one is out of date. */
  clearRemarks(): void {
    this.#notes.clearRemarks();
  }

  #hold(held: unknown[], value: unknown): void {
    held.push(value);
    this.#notes.offerMore(
      () => held.length,
      () => {
        this.#held = null;
        for (const each of held) this.append(each);
      },
    );
  }

  #showText(text: string): void {
    const fragment = document.createDocumentFragment();
    fragment.append(text);
    boundText(fragment);
    for (const node of [...fragment.childNodes]) this.#show(node);
  }

  /** Shows what the cell has displayed, and nothing that others have made of it on the page: before it is copied. */
  restore(): void {
    const { root } = this;
    if (this.#shown === null) {
      this.#restoreRecorded();
      return;
    }
    this.#shown = this.#shown.map((each) => {
      const fresh = each.inspect?.(findExpanded(each.node as ChildNode)) ?? each.node;
      return fresh.isEqualNode(each.node) ? each : { ...each, node: fresh };
    });
    const nodes = this.#shown.map(({ node }) => node);
    const isAsShown =
      nodes.length === root.childNodes.length && nodes.every((node, at) => root.childNodes[at] === node);
    if (!isAsShown) root.replaceChildren(...nodes);
  }

  /** Drawings of it may have come since. */
  #restoreRecorded(): void {
    const recorded = document.createElement("template");
    recorded.innerHTML = this.#recordedHtml;
    fillDrawings(recorded.content);
    if (this.root.innerHTML !== recorded.innerHTML) this.root.replaceChildren(recorded.content);
  }

  #show(node: Node, inspect: Shown["inspect"] = null): void {
    (this.#shown ??= []).push({ node, inspect });
    this.root.append(node);
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

/** What cannot be looked into, such as a proxy that refuses, is a value as any other. */
function inspectAnything(value: unknown, expanded?: ExpandedPaths): HTMLElement {
  try {
    return inspectValue(value, expanded);
  } catch (error) {
    const what = typeof value === "function" ? "a function" : "an object";
    return inspectValue(`${what} that cannot be looked into: ${error instanceof Error ? error.message : "it refuses"}`);
  }
}

/** Fragments are not inserted: that would empty them. A node that sits elsewhere on the page is not stolen. */
function isInsertable(value: unknown, root: Node): value is Element | Text {
  try {
    if (!(value instanceof Element || value instanceof Text)) return false;
    const isPrototype = !(value instanceof value.constructor);
    return !isPrototype && (!value.parentNode || root.contains(value));
  } catch {
    return false;
  }
}

/** The items of a list; null for what is none. */
function listItems(value: unknown): readonly unknown[] | null {
  if (typeof value !== "object" || value === null) return null;
  try {
    return Symbol.iterator in value ? take(value as Iterable<unknown>, 200 * mostValues) : null;
  } catch {
    return null;
  }
}

/** The first items: an iterable may have no end. */
function take(items: Iterable<unknown>, most: number): unknown[] {
  const taken: unknown[] = [];
  for (const item of items) {
    if (taken.length === most) break;
    taken.push(item);
  }
  return taken;
}

function isObject(value: unknown): boolean {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}
