import { htmlElement } from "../../../browser/elements.ts";
import type { QueueItem } from "../queue.ts";
import type { DraftStore } from "./draft-store.ts";
import { itemForm } from "./item-form.ts";

/** The queue: one answer at a time, however many there are. */
export class QueueView {
  #store: DraftStore;
  #exercise: string;
  #at = 0;
  #showsNames = false;
  #item = htmlElement("article", { class: "item", "aria-labelledby": "item-title" });
  #status = htmlElement("p", { id: "progress", role: "status" });
  #refusal = htmlElement("p", { class: "notice", hidden: "" });
  #choice = htmlElement("select");
  #grader = htmlElement("input", { autocomplete: "name" });

  constructor(store: DraftStore, place: HTMLElement) {
    this.#store = store;
    this.#exercise = store.data.exercises[0] ?? "";
    this.#at = Math.max(
      0,
      this.#items().findIndex((item) => store.progressOf(item) !== "graded"),
    );
    place.replaceChildren(...this.#frame(), this.#item);
    this.#refuse(store.keep());
    this.#show();
    this.#say("");
  }

  #items(): readonly QueueItem[] {
    return this.#store.data.items.filter(({ exercise }) => exercise === this.#exercise);
  }

  #frame(): HTMLElement[] {
    const store = this.#store;
    this.#choice.addEventListener("change", () => {
      this.#exercise = this.#choice.value;
      this.#at = 0;
      this.#show();
    });
    this.#grader.value = store.grader;
    this.#grader.addEventListener("input", () => {
      store.grader = this.#grader.value.trim();
      this.#grader.setCustomValidity("");
      this.#refuse(store.keep());
    });
    const names = htmlElement("input", { type: "checkbox" });
    names.addEventListener("change", () => {
      this.#showsNames = names.checked;
      this.#title();
    });
    const save = htmlElement("button", { type: "button", class: "main" }, "Save manual.json");
    save.addEventListener("click", () => this.#save());
    const how =
      "The answers to each exercise stand in an order of their own, without names. Saved grades count when the class is graded with " +
      "--manual manual.json; what is not saved stays in this browser only.";
    return [
      htmlElement("p", "muted", how),
      this.#refusal,
      htmlElement(
        "div",
        "tools",
        htmlElement("label", {}, "Exercise", this.#choice),
        htmlElement("label", {}, "Your name", this.#grader),
        htmlElement("label", "switch", names, "Show names"),
        save,
      ),
      this.#status,
    ];
  }

  #show(): void {
    const items = this.#items();
    const item = items[this.#at];
    if (item === undefined) return;
    const form = itemForm(item, this.#store, {
      changed: (refusal) => {
        this.#refuse(refusal);
        this.#say("");
      },
      next: () => this.#go(1),
    });
    const step = (words: string, by: number): HTMLElement => {
      const button = htmlElement("button", { type: "button" }, words);
      button.disabled = items[this.#at + by] === undefined;
      button.addEventListener("click", () => this.#go(by));
      return button;
    };
    const title = htmlElement("h3", { id: "item-title", tabindex: -1 });
    const steps = htmlElement("div", "steps", step("Previous", -1), step("Next", 1));
    this.#item.replaceChildren(title, steps, form.element);
    this.#title();
  }

  #title(): void {
    const items = this.#items();
    const item = items[this.#at];
    const who = item && this.#showsNames ? `: ${[item.name, `(${item.student})`].filter(Boolean).join(" ")}` : "";
    const title = this.#item.querySelector("h3");
    if (title) title.textContent = `${this.#exercise}, answer ${this.#at + 1} of ${items.length}${who}`;
  }

  /** To a neighbour, and behind the last answer to the save button's line. */
  #go(by: number): void {
    if (this.#items()[this.#at + by] === undefined) {
      const open = this.#items().filter((item) => this.#store.progressOf(item) !== "graded").length;
      this.#say(`This is the last answer; ${open} of this exercise ${open === 1 ? "has" : "have"} no grade yet.`);
      return;
    }
    this.#at += by;
    this.#show();
    this.#say("");
    this.#item.querySelector("input")?.focus();
  }

  #save(): void {
    if (this.#store.grader === "") {
      this.#grader.setCustomValidity("Write who grades: the file says so.");
      this.#grader.reportValidity();
      this.#say("Write your name first: the file says who graded.");
      return;
    }
    const { text, count, begun } = this.#store.save();
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    htmlElement("a", { href: address, download: "manual.json" }).click();
    setTimeout(() => URL.revokeObjectURL(address));
    const left = begun === 0 ? "" : ` ${begun} answers are begun and have no points: they are not in it.`;
    this.#say(`manual.json holds ${count} grades.${left}`);
  }

  /** What is done, behind what has just happened. */
  #say(words: string): void {
    const { items, exercises } = this.#store.data;
    const graded = (all: readonly QueueItem[]) =>
      all.filter((item) => this.#store.progressOf(item) === "graded").length;
    const unsaved = this.#store.unsaved();
    const saved = unsaved === 0 ? "" : ` ${unsaved} not saved yet.`;
    const text = `${words} ${graded(items)} of ${items.length} answers are graded.${saved}`.trim();
    // The same words are not read out again at every key.
    if (text === this.#status.textContent) return;
    this.#status.textContent = text;
    const options = exercises.map((id) => {
      const own = items.filter(({ exercise }) => exercise === id);
      const option = htmlElement("option", { value: id }, `${id} (${graded(own)} of ${own.length} graded)`);
      option.selected = id === this.#exercise;
      return option;
    });
    this.#choice.replaceChildren(...options);
  }

  #refuse(refusal: string | null): void {
    this.#refusal.hidden = refusal === null;
    this.#refusal.textContent = refusal ?? "";
  }
}
