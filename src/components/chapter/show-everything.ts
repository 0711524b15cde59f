import { htmlElement } from "../../browser/elements.ts";
import type { Guesses } from "../../claims/guesses.ts";
import { textButton } from "../site/buttons.ts";

/** Once a chapter, at its head: whoever reads without guessing sees all outcomes from now on, also next time. */
export function connectShowEverything(document: Document, guesses: Guesses, hasOutcomes: boolean): void {
  const header = document.querySelector(".chapter-header");
  if (!header || !hasOutcomes || guesses.isAllShown) return;
  const button = textButton("show-everything", "Show everything", () => {
    guesses.showAll();
    note.replaceChildren("All outcomes are shown.");
    note.focus();
  });
  const words = "Experiments ask for your guess before they show how they came out. ";
  const note = htmlElement("p", { class: "show-everything-note", tabindex: -1 }, words, button);
  header.append(note);
}
