import { htmlElement } from "../../browser/elements.ts";
import { questionKey, type AssignedExercise } from "../../homework/student/exercise-state.ts";
import { readNumber } from "../../homework/submission/read-number.ts";
import { textButton } from "../site/buttons.ts";
import type { AssignmentSession } from "./assignment-session.ts";
import { lineWithMaths, proseWithMaths } from "./words-with-maths.ts";

/**
 * An exercise that is answered in words, a number or a choice: the student's own question stands in the place of the
 * chapter's, with its check, explanation and hints. That it is answered is all that is said of an answer.
 */
export class QuestionBox {
  #session: AssignmentSession;
  #exercise: AssignedExercise;
  #root = htmlElement("div", "assigned-question");
  #summary = htmlElement("p", { class: "exercise-summary", role: "status" });
  #back: HTMLButtonElement;
  /** The question that stands there, by its key. */
  #question: string | null = null;
  #set: (text: string) => void = () => undefined;

  /** @param box the exercise's section in the chapter */
  constructor(session: AssignmentSession, exercise: AssignedExercise, box: HTMLElement) {
    this.#session = session;
    this.#exercise = exercise;
    this.#back = textButton("cell-link-button", "Take the answer back", () => {
      session.write(exercise, "");
      this.#root.querySelector<HTMLElement>("input, textarea")?.focus();
    });
    this.#back.setAttribute("aria-label", `Take the answer back: ${exercise.id}`);
    const title = box.querySelector(":scope > .exercise-title");
    // A text has no other question than the chapter's; what answers in its place goes.
    const isDrawn = exercise.variants.length > 0;
    for (const part of box.querySelectorAll<HTMLElement>(":scope > *"))
      if (part !== title && (isDrawn || part.matches("notebook-cell, .exercise-outcome, .explanation")))
        part.classList.add("assigned-away");
    box.append(this.#root);
    session.follow(() => this.#show());
  }

  #show(): void {
    const variant = this.#session.variant(this.#exercise);
    const isDrawn = this.#exercise.variants.length > 0;
    const question = variant === null ? (isDrawn ? "none" : "text") : questionKey(variant);
    if (question !== this.#question) {
      this.#question = question;
      this.#build();
    }
    const text = this.#session.words(this.#exercise);
    this.#set(text);
    this.#back.hidden = text === "" || question === "none";
    this.#summary.dataset["state"] = text.trim() === "" ? "not begun" : "answered";
    this.#summary.textContent = question === "none" ? "" : this.#describe(text);
  }

  #describe(text: string): string {
    if (text.trim() === "") return "not begun";
    const isOdd = this.#exercise.kind === "number" && readNumber(text) === null;
    return isOdd ? "This is no number yet: write it as 0.5, 0,5 or 1e-3." : "answered";
  }

  #build(): void {
    const { id, variants } = this.#exercise;
    const variant = this.#session.variant(this.#exercise);
    this.#set = () => undefined;
    if (variant === null && variants.length > 0) {
      const link = htmlElement("a", { href: "#assignment" }, "Type your id");
      this.#root.replaceChildren(htmlElement("p", "", link, " first: this question is drawn from it."));
      return;
    }
    const prompt = htmlElement("div", { id: `${id}-question` });
    if (variant !== null) prompt.append(proseWithMaths(variant.prompt));
    const control = variant?.options ? this.#choice(variant.options) : this.#field();
    const bar = htmlElement("div", "exercise-bar", this.#summary, this.#back);
    this.#root.replaceChildren(prompt, control, bar);
  }

  #choice(options: readonly { readonly id: string; readonly words: string }[]): HTMLElement {
    const { id } = this.#exercise;
    const inputs = options.map((option) =>
      htmlElement("input", { type: "radio", name: `assigned-${id}`, value: option.id }),
    );
    const labels = options.map(({ words }, at) => {
      const text = htmlElement("span");
      text.append(lineWithMaths(words));
      return htmlElement("label", "", inputs[at] ?? null, text);
    });
    for (const input of inputs)
      input.addEventListener("change", () => this.#session.write(this.#exercise, input.value));
    this.#set = (text) => {
      for (const input of inputs) input.checked = input.value === text;
    };
    return htmlElement("div", "choices", htmlElement("fieldset", { "aria-labelledby": `${id}-question` }, ...labels));
  }

  #field(): HTMLElement {
    const { id, kind } = this.#exercise;
    const isNumber = kind === "number";
    const field = isNumber
      ? htmlElement("input", { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 60 })
      : htmlElement("textarea", { rows: 8 });
    field.setAttribute("aria-describedby", `${id}-question`);
    field.addEventListener("input", () => this.#session.write(this.#exercise, field.value));
    this.#set = (text) => {
      if (field.value !== text) field.value = text;
    };
    return htmlElement("label", "assigned-field", isNumber ? "Your number" : "Your answer", field);
  }
}
