import type { EditBackup, EditBackups } from "../../editor/edit-backups.ts";
import type { KeptCourse } from "../../editor/kept-course.ts";
import type { Notebook } from "../../host/notebook.ts";
import { renderBackups } from "./backup-list.ts";
import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";
import { describeEdits } from "./reader-words.ts";

export interface ChapterToolsActions {
  readonly share: () => void;
  readonly reset: () => void;
  readonly resetCourse: () => void;
  readonly forgetRuns: () => void;
  readonly bringBack: (backup: EditBackup) => void;
  readonly say: (message: string) => void;
}

/** Above the chapter's text: what is done to all cells at once. */
export class ChapterTools {
  readonly root = htmlElement("section", "chapter-tools");
  /** Where panels unfold: a question, a link. */
  readonly place = htmlElement("div", "chapter-tools-place");
  readonly shareButton: HTMLButtonElement;
  readonly resetButton: HTMLButtonElement;
  #notebook: Notebook;
  #backups: EditBackups;
  #kept: KeptCourse;
  #actions: ChapterToolsActions;
  readonly runButton: HTMLButtonElement;
  #courseButton: HTMLButtonElement;
  #runsButton: HTMLButtonElement;
  #summary = htmlElement("span", "chapter-tools-summary");
  #notes = htmlElement("div", "chapter-tools-notes");
  #aside = htmlElement("div", "chapter-tools-aside");
  readonly #runWords: string;
  #running: AbortController | null = null;
  #isDue = false;
  #shownList: EditBackups["list"] = [];

  /** @param price what running everything costs, in words; empty where it is not known */
  constructor(
    notebook: Notebook,
    { backups, kept, price }: { backups: EditBackups; kept: KeptCourse; price: string },
    actions: ChapterToolsActions,
  ) {
    this.#runWords = price === "" ? "Run all" : `Run all · ${price}`;
    this.#kept = kept;
    this.#notebook = notebook;
    this.#backups = backups;
    this.#actions = actions;
    this.root.setAttribute("aria-label", "All cells of the chapter");
    this.runButton = textButton("chapter-run", this.#runWords, () => void this.#runOrStop());
    this.shareButton = textButton("chapter-share", "Share edits", actions.share);
    this.resetButton = textButton("chapter-reset", "Reset all", () => this.#askReset());
    this.#courseButton = textButton("chapter-reset-course", "Reset the course", () => this.#askCourseReset());
    this.#runsButton = textButton("chapter-forget-runs", "Delete my runs", () => this.#askForget());
    const row = htmlElement(
      "p",
      "chapter-tools-row",
      this.runButton,
      this.shareButton,
      this.resetButton,
      this.#runsButton,
      this.#courseButton,
      this.#summary,
    );
    this.root.append(row, this.#notes, this.place, this.#aside);
    notebook.subscribe(() => this.#update());
    notebook.reader.subscribe(() => this.#update());
    this.#render();
  }

  /** Moves what concerns all cells into the chapter's menu; what tells of edits stays in sight. */
  moveInto(menu: Element, further: readonly HTMLElement[]): void {
    for (const button of [this.runButton, ...further, this.#courseButton]) {
      button.classList.add("in-menu");
      menu.append(button);
    }
  }

  /** Also the list of what was put aside may be another one now. */
  refresh(): void {
    this.#render();
  }

  /** Once a frame: a training tells of itself more often. */
  #update(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#render();
    });
  }

  #render(): void {
    const words = this.#describe();
    if (this.#summary.textContent !== words) this.#summary.textContent = words;
    // A link holds edits and knobs, and no answers: who follows it is to find their own.
    const { knobs } = this.#notebook.answers;
    this.shareButton.hidden = describeEdits(this.#notebook.reader.edits, 0, knobs.size) === "";
    this.resetButton.hidden = words === "";
    const runs = this.#notebook.runs.cells.length;
    this.#runsButton.hidden = runs === 0;
    this.#courseButton.hidden = this.#kept.chapters.length === 0 && runs === 0;
    this.#showOrderNotes();
    if (this.#shownList === this.#backups.list) return;
    this.#shownList = this.#backups.list;
    const list = renderBackups(this.#backups, this.#actions.bringBack);
    this.#aside.replaceChildren(...(list ? [list] : []));
  }

  #showOrderNotes(): void {
    const { isElsewhere, unsaved } = this.#notebook.reader.order;
    const shown = isElsewhere ? "elsewhere" : (unsaved ?? "");
    if (this.#notes.dataset["shown"] === shown) return;
    this.#notes.dataset["shown"] = shown;
    this.#notes.replaceChildren();
    if (!isElsewhere) this.#notes.append(...(unsaved === null ? [] : [htmlElement("p", "", unsaved)]));
    else {
      const words =
        "Cells were added, deleted or moved in another tab. What you do here is kept once you have chosen. ";
      const take = textButton("cell-link-button", "Take over", () => void this.#settle("theirs"));
      const keep = textButton("cell-link-button", "Keep mine", () => void this.#settle("mine"));
      this.#notes.append(htmlElement("p", "", words, take, keep));
      this.#actions.say(words);
    }
  }

  async #settle(choice: "mine" | "theirs"): Promise<void> {
    await this.#notebook.reader.settleOrder(choice);
    this.#actions.say(choice === "mine" ? "Your order is kept." : "The other tab's cells are here now.");
    this.runButton.focus();
  }

  async #runOrStop(): Promise<void> {
    if (this.#running) {
      this.#running.abort();
      return;
    }
    this.#running = new AbortController();
    const uncount = this.#countRuns();
    this.#actions.say("All cells that are out of date run, one after the other.");
    try {
      const late = await this.#notebook.runAll(this.#running.signal);
      const words =
        late.length === 0 ? "All cells have run." : `Still at work: ${late.join(", ")}. All others have run.`;
      this.#actions.say(this.#running.signal.aborted ? "Stopped." : words);
    } finally {
      this.#running = null;
      uncount();
      this.runButton.textContent = this.#runWords;
    }
  }

  /** Says how far "Run all" is: cells that wait for Run, of those that were behind when it began. */
  #countRuns(): () => void {
    const behind = this.#notebook.cells.filter((id) => {
      const { run, state } = this.#notebook.view(id);
      return run === "manual" && state.kind !== "done";
    });
    const tell = () => {
      const done = behind.filter((id) => this.#notebook.state(id).kind === "done").length;
      this.runButton.textContent = behind.length > 1 ? `Stop all · ${done} of ${behind.length} done` : "Stop all";
    };
    tell();
    return this.#notebook.subscribe((id) => {
      if (behind.includes(id)) tell();
    });
  }

  #describe(): string {
    const { all, knobs } = this.#notebook.answers;
    return describeEdits(this.#notebook.reader.edits, all.size - knobs.size, knobs.size);
  }

  #askReset(): void {
    const words = `Go back to the published chapter? You have ${this.#describe()}.`;
    this.#ask(words, "Reset all cells?", this.resetButton, this.#actions.reset);
  }

  #askForget(): void {
    const { cells } = this.#notebook.runs;
    const words = `Delete your ${cells.length === 1 ? "run" : `${cells.length} runs`} of this chapter (${cells.join(", ")})? They cannot be brought back, only run again.`;
    this.#ask(words, "Delete your runs?", this.#runsButton, this.#actions.forgetRuns, "Yes, delete");
  }

  #askCourseReset(): void {
    const { chapters } = this.#kept;
    const where = chapters.length <= 1 ? "one chapter" : `${chapters.length} chapters`;
    const words =
      `Delete all that this browser keeps of what was made of ${where}: edits, added cells, answers, guesses, runs, and ` +
      "what was put aside? This cannot be undone.";
    this.#ask(words, "Reset the whole course?", this.#courseButton, this.#actions.resetCourse);
  }

  #ask(words: string, label: string, opener: HTMLElement, act: () => void, yesWords = "Yes, reset all"): void {
    const close = (focused: HTMLElement) => {
      question.remove();
      focused.focus();
    };
    const yes = textButton("chapter-reset-yes", yesWords, () => {
      close(this.runButton);
      act();
    });
    const no = textButton("chapter-reset-no", "Cancel", () => close(opener));
    const question = htmlElement("p", "chapter-question", `${words} `, yes, no);
    question.setAttribute("role", "group");
    question.setAttribute("aria-label", label);
    question.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(opener);
    });
    this.place.replaceChildren(question);
    yes.focus();
  }
}
