import { htmlElement } from "../browser/elements.ts";
import type { Guesses } from "./guesses.ts";

/** Of what may be shown. Before that class is there, style sheets hide all that says `data-after`. */
const told = "told";

/**
 * What gives an outcome away outside of its experiment's box says so by `data-after="E-D1"`, with one id or several. It
 * is hidden, for assistive technology too, until all of them are guessed; a short line stands in its place.
 */
export function wireWithheld(root: ParentNode, guesses: Guesses, hasOutcome: boolean): void {
  const elements = [...root.querySelectorAll<HTMLElement>("[data-after]")];
  const notes = new Map<HTMLElement, HTMLElement>();
  const show = () => {
    for (const element of elements) {
      const missing = hasOutcome ? idsOf(element).filter((id) => guesses.read(id) === null) : [];
      element.classList.toggle(told, missing.length === 0);
      element.inert = missing.length > 0;
      notes.get(element)?.remove();
      if (missing.length === 0 || isTold(element, missing)) continue;
      const note = notes.get(element) ?? noteFor(element);
      notes.set(element, note);
      writeNote(note, missing);
      element.before(note);
    }
  };
  guesses.onChange(show);
  show();
}

function idsOf(element: HTMLElement): string[] {
  return (element.dataset["after"] ?? "").split(/\s+/).filter((id) => id !== "");
}

/** What stands directly before, or around it, waits for the same: one line is enough. */
function isTold(element: HTMLElement, missing: readonly string[]): boolean {
  const waitsFor = (other: Element | null | undefined) =>
    other instanceof HTMLElement &&
    other.dataset["after"] !== undefined &&
    !other.classList.contains(told) &&
    missing.every((id) => idsOf(other).includes(id));
  if (waitsFor(element.parentElement?.closest("[data-after]"))) return true;
  return !isInline(element) && waitsFor(element.previousElementSibling);
}

function isInline({ localName }: HTMLElement): boolean {
  return ["inline-cell", "em", "strong", "span", "a", "code"].includes(localName);
}

function noteFor(element: HTMLElement): HTMLElement {
  if (element.localName === "li" || element.localName === "td") return htmlElement(element.localName, "comes-after");
  return htmlElement(isInline(element) ? "span" : "p", "comes-after");
}

function writeNote(note: HTMLElement, missing: readonly string[]): void {
  const links = missing.flatMap((id, at) => [at === 0 ? "" : ", ", htmlElement("a", { href: `#${id}` }, id)]);
  const words = note.localName === "p" || note.localName === "li" ? "Comes after your guess at " : "after ";
  note.replaceChildren(words, ...links);
}
