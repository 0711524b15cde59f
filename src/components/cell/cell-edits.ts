import type { StoredAnswer } from "../../host/reader/answer-store.ts";
import type { CellView } from "../../host/cell/cell-view.ts";
import type { Notebook } from "../../host/notebook.ts";
import { DiffPanel } from "./diff-panel.ts";
import { htmlElement } from "../../browser/elements.ts";
import { createButton } from "../site/buttons.ts";
import type { ReaderTools } from "./reader-tools.ts";

/** Lines in their order; each is on the page only while it says something. */
interface Parts {
  readonly line: HTMLElement;
  readonly published: HTMLElement;
  readonly elsewhere: HTMLElement;
  readonly undone: HTMLElement;
  readonly unsaved: HTMLElement;
  readonly word: HTMLElement;
  readonly diffButton: HTMLButtonElement;
  readonly shareButton: HTMLButtonElement;
}

/**
 * Below a cell's code: that it is edited, how it differs, a link to it; and where the chapter or another tab brings
 * another text, both and the choice between them.
 */
export class CellEdits {
  readonly root = htmlElement("div", "cell-edits");
  #cellId: string;
  #notebook: Notebook;
  #tools: ReaderTools | null;
  #openEditor: () => void;
  #lines = htmlElement("div", "cell-edits-lines");
  #parts: Parts | null = null;
  #diff: DiffPanel | null = null;
  /** The reader's text before the published one took its place, until there is an edit again. */
  #former: string | null = null;
  /** What the inputs of an exercise were answered before. */
  #formerAnswer: StoredAnswer | null = null;

  constructor(cellId: string, notebook: Notebook, tools: ReaderTools | null, openEditor: () => void) {
    this.#cellId = cellId;
    this.#notebook = notebook;
    this.#tools = tools;
    this.#openEditor = openEditor;
    this.root.hidden = true;
  }

  show(view: CellView): void {
    const { edited, added, publishedChanged, elsewhere, unsaved, source } = view;
    if (edited) this.#former = null;
    const hasText = edited || (added && source !== "");
    const isShown = edited || added || elsewhere !== null || unsaved !== null || this.#former !== null;
    this.root.hidden = !isShown;
    if (!isShown && !this.#parts) return;
    const parts = (this.#parts ??= this.#create());
    write(parts.word, added ? "Your cell" : "Edited");
    write(parts.unsaved, unsaved ?? "");
    parts.diffButton.hidden = !edited;
    parts.shareButton.hidden = !hasText || !this.#tools;
    this.#showLines([
      [parts.line, edited || added],
      [parts.published, publishedChanged],
      [parts.elsewhere, elsewhere !== null],
      [parts.undone, this.#former !== null],
      [parts.unsaved, unsaved !== null && elsewhere === null],
    ]);
    const compared = elsewhere !== null || (edited && this.#isDiffOpen) || this.#former !== null;
    this.#showDiff(compared ? view : null);
  }

  /** Keeps the text at hand, and the answer, that a reset is about to take away. */
  remember(source: string): void {
    this.#former = source;
    this.#formerAnswer = this.#notebook.answers.read(this.#cellId);
  }

  get #isDiffOpen(): boolean {
    return this.#parts?.diffButton.getAttribute("aria-expanded") === "true";
  }

  #create(): Parts {
    const id = this.#cellId;
    const button = (label: string, act: () => void) => createButton("cell-link-button", label, id, act);
    const diffButton = button("Diff", () => this.#toggleDiff());
    diffButton.setAttribute("aria-expanded", "false");
    const place = htmlElement("div", "cell-share-place");
    const shareButton = button("Share", () => this.#tools?.share(id, place));
    const word = htmlElement("span", "cell-edits-word");
    const line = htmlElement("p", "cell-edits-line", word, diffButton, shareButton);
    const published = htmlElement(
      "p",
      "cell-edits-line",
      "The published cell has changed since your edit. ",
      button("Compare", () => this.#openDiff()),
      button("Keep mine", () => this.#keepMine()),
      button("Take the new", () => void this.#takeNew()),
      button("Edit on from the new", () => void this.#takeNew().then(this.#openEditor)),
    );
    const elsewhere = htmlElement(
      "p",
      "cell-edits-line",
      "Changed in another tab. What you do here is kept once you have chosen. ",
      button("Take over", () => void this.#settle("theirs")),
      button("Keep mine", () => void this.#settle("mine")),
    );
    const unsaved = htmlElement("p", "cell-edits-line");
    const undone = htmlElement(
      "p",
      "cell-edits-line",
      "The published text is back. ",
      button("Undo", () => this.#undo()),
    );
    this.root.append(this.#lines, place);
    return { word, line, diffButton, shareButton, published, elsewhere, unsaved, undone };
  }

  /** What stays is not taken out: it may have the focus. */
  #showLines(lines: readonly (readonly [HTMLElement, boolean])[]): void {
    for (const [line, isShown] of lines) if (!isShown) line.remove();
    const shown = lines.flatMap(([line, isShown]) => (isShown ? [line] : []));
    for (const [at, line] of shown.entries()) {
      const present = this.#lines.children[at] ?? null;
      if (present !== line) this.#lines.insertBefore(line, present);
    }
  }

  #toggleDiff(): void {
    this.#parts?.diffButton.setAttribute("aria-expanded", String(!this.#isDiffOpen));
    this.show(this.#notebook.view(this.#cellId));
  }

  #openDiff(): void {
    if (!this.#isDiffOpen) this.#toggleDiff();
  }

  #keepMine(): void {
    this.#notebook.reader.rebase(this.#cellId);
    this.#tools?.say(`${this.#cellId}: your edit is kept.`);
    this.#parts?.diffButton.focus();
  }

  async #takeNew(): Promise<void> {
    const id = this.#cellId;
    this.#tools?.putAside(`the new text of ${id}`);
    this.remember(this.#notebook.view(id).source);
    this.#tools?.say(`${id}: the published text is back. Undo brings your edit back.`);
    const reset = this.#notebook.reset(id);
    this.#parts?.undone.querySelector("button")?.focus();
    await reset;
  }

  async #settle(choice: "mine" | "theirs"): Promise<void> {
    const id = this.#cellId;
    if (choice === "theirs" && this.#notebook.view(id).edited) this.#tools?.putAside(`another tab's text of ${id}`);
    await this.#notebook.reader.settle(id, choice);
    this.#tools?.say(choice === "mine" ? `${id}: your text is kept.` : `${id}: the other tab's text is here now.`);
    this.root.closest("notebook-cell")?.querySelector<HTMLElement>(".cell-edit")?.focus();
  }

  #undo(): void {
    const source = this.#former;
    if (source === null) return;
    if (this.#formerAnswer) this.#notebook.answers.set(this.#cellId, this.#formerAnswer);
    void this.#notebook.edit(this.#cellId, source);
    this.#tools?.say(`${this.#cellId}: your edit is back.`);
    this.#parts?.diffButton.focus();
  }

  #showDiff(view: CellView | null): void {
    if (this.#diff) this.#diff.root.hidden = view === null;
    if (!view) return;
    this.#diff ??= this.#createDiff();
    const { source, published, elsewhere } = view;
    if (elsewhere !== null) void this.#diff.show(source, elsewhere, ["Here", "in the other tab"]);
    else if (this.#former !== null) void this.#diff.show(this.#former, source, ["Your edit", "what stands here now"]);
    else void this.#diff.show(published, source, ["Published", "yours"]);
  }

  #createDiff(): DiffPanel {
    const diff = new DiffPanel(`Differences of ${this.#cellId}`);
    this.root.append(diff.root);
    return diff;
  }
}

/** Written only where it differs: a screen reader would read it again. */
function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
