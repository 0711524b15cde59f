import type { Guesses } from "../../claims/guesses.ts";

/**
 * Once a chapter, at its head: whoever reads without guessing sees all outcomes from now on, also next time. The line has
 * its place in the page from the beginning, so that the text below does not move when it appears.
 */
export function connectShowEverything(document: Document, guesses: Guesses, hasOutcomes: boolean): void {
  const note = document.querySelector<HTMLElement>(".show-everything-note");
  const button = note?.querySelector("button");
  if (!note || !button) return;
  if (!hasOutcomes || guesses.isAllShown) {
    note.style.minHeight = `${note.offsetHeight}px`;
    note.replaceChildren();
    return;
  }
  button.addEventListener("click", () => {
    guesses.showAll();
    note.replaceChildren("All outcomes are shown.");
    note.focus();
  });
  note.classList.add("is-offered");
}
