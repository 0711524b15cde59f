import { guessText } from "../../claims/guess-words.ts";
import type { Guess, Guesses } from "../../claims/guesses.ts";
import { htmlElement } from "../../browser/elements.ts";
import type { Notebook } from "../../host/notebook.ts";

/** Fills the table at the chapter's end: guesses that were made, and the verdicts that stand in their boxes. */
export function connectChapterEnd(document: Document, guesses: Guesses, notebook: Notebook): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-seen-claim]")];
  let isDue = false;
  const show = () => {
    isDue = false;
    for (const row of rows) showRow(document, row, guesses.read(row.dataset["seenClaim"] ?? ""));
  };
  const schedule = () => {
    if (!isDue) requestAnimationFrame(show);
    isDue = true;
  };
  guesses.onChange(schedule);
  notebook.subscribe((_, { state }) => state.kind === "done" && schedule());
  show();
}

function showRow(document: Document, row: HTMLElement, guess: Guess | null): void {
  const id = row.dataset["seenClaim"] ?? "";
  const [said, outcome] = ["[data-seen-guess]", "[data-seen-outcome]"].map((place) => row.querySelector(place));
  write(said, guess === null ? [notYet(id)] : [guessText(guess)]);
  // What is still asked for is not told here either.
  const verdict = guess === null ? null : document.querySelector(`[data-verdict-on="${CSS.escape(id)}"]`);
  const words = verdict?.querySelector(".verdict-words")?.textContent ?? "";
  const effect = verdict?.querySelector(".verdict-effect")?.textContent ?? "";
  const facts = [...(verdict?.querySelectorAll(".verdict-facts > div") ?? [])];
  const run = facts.find((each) => each.querySelector("dt")?.textContent === "Run")?.querySelector("dd")?.textContent;
  write(row.querySelector("[data-seen-run]"), [run === undefined ? "" : whoseRun(run)]);
  write(outcome, words === "" ? ["–"] : [htmlElement("strong", "", words), effect === "" ? "" : ` ${effect}`]);
}

/** A figure may compare a recorded training with the reader's own. */
function whoseRun(words: string): string {
  const isRecorded = /recorded/i.test(words);
  if (isRecorded && /your run/i.test(words)) return "recorded and yours";
  return isRecorded ? "recorded" : "yours";
}

function write(place: Element | null | undefined, parts: readonly (Node | string)[]): void {
  const words = parts.map((part) => (typeof part === "string" ? part : (part.textContent ?? ""))).join("");
  if (place && place.textContent !== words) place.replaceChildren(...parts);
}

function notYet(id: string): HTMLElement {
  const link = htmlElement("a", "", "not guessed yet");
  link.href = `#${id}`;
  return link;
}
