import { htmlElement } from "../../browser/elements.ts";
import type { ExerciseProgress } from "../../browser/exercise-progress.ts";

/** Why an exercise's answer is right: shown once it is, or when the reader asks for it after a first try. */
export class Explanation {
  /** Asks for it; hidden until there was a try. */
  readonly button = htmlElement(
    "button",
    { type: "button", class: "cell-button exercise-explain" },
    "Show the explanation",
  );
  readonly #section: HTMLElement | null;

  constructor(box: HTMLElement, { id, progress }: { readonly id: string; readonly progress: ExerciseProgress }) {
    this.#section = box.querySelector<HTMLElement>(".explanation");
    this.button.hidden = true;
    this.button.setAttribute("aria-label", `Show the explanation: ${id}`);
    this.button.addEventListener("click", () => {
      progress.reveal(id);
      this.#show();
      // Where the button was is nothing any more.
      this.#section?.focus();
    });
    this.#section?.setAttribute("tabindex", "-1");
    if (progress.earned.has(id)) this.#show();
  }

  /** An answer was checked. */
  follow(isRight: boolean): void {
    if (isRight) this.#show();
    else this.button.hidden = this.#section === null || this.#section.classList.contains("shown");
  }

  #show(): void {
    this.#section?.classList.add("shown");
    this.button.hidden = true;
  }
}
