import type { CellError } from "../../host/cell/cell-error.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { CellEditor } from "../../editor/cell-editor.ts";
import { referenceLink } from "../../editor/reference-address.ts";
import { htmlElement } from "../../browser/elements.ts";
import { whenSeen } from "../../browser/when-seen.ts";
import { loadPart } from "../../browser/load-part.ts";
import { createButton } from "../site/buttons.ts";
import { attempt } from "../site/part-notice.ts";

export interface CodeActions {
  readonly run: () => void;
  readonly reset: () => void;
  /** The code is asked for, by an edit or a link to one of its lines. */
  readonly reveal: () => void;
}

/** More lines than this are folded on narrow screens. */
const shortLines = 4;

/** The code of a cell: still text until the reader edits it, then an editor in the same place. */
export class CellCode {
  readonly root = htmlElement("div", "cell-code");
  readonly tools = htmlElement("div", "cell-tools");
  readonly editButton: HTMLButtonElement;
  #cellId: string;
  #notebook: Notebook;
  #pre: HTMLElement;
  #actions: CodeActions;
  #toggle: HTMLButtonElement;
  #resetButton: HTMLButtonElement;
  #marker = htmlElement("span", "cell-error-line");
  #editor: Promise<CellEditor> | null = null;
  #opened: CellEditor | null = null;
  #shownSource: string;
  #error: CellError | null = null;

  constructor(cellId: string, notebook: Notebook, pre: HTMLElement, actions: CodeActions) {
    this.#cellId = cellId;
    this.#notebook = notebook;
    this.#pre = pre;
    this.#actions = actions;
    this.#shownSource = pre.textContent ?? "";
    this.#toggle = createButton("cell-toggle", "Show code", cellId, () => this.setOpen(!this.isOpen));
    this.editButton = createButton("cell-edit", "Edit", cellId, () => void this.edit());
    this.#resetButton = createButton("cell-reset", "Reset", cellId, actions.reset);
    this.#resetButton.hidden = true;
    pre.id ||= `code-${cellId}`;
    this.#toggle.setAttribute("aria-controls", pre.id);
    pre.replaceWith(this.root);
    this.#marker.hidden = true;
    pre.append(this.#marker);
    this.tools.append(this.#toggle, this.editButton, this.#resetButton);
    this.root.append(this.tools, pre);
    this.root.classList.toggle("is-long", this.#shownSource.split("\n").length > shortLines);
    this.setOpen(false);
    if (pre.querySelector("code")?.childElementCount === 0) whenSeen(pre, () => void this.#colour());
    // Long lines scroll, so the keyboard must be able to get there.
    pre.tabIndex = 0;
    pre.addEventListener("click", (event) => this.#editAtPointer(event));
    pre.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void this.edit();
    });
  }

  get isOpen(): boolean {
    return this.root.dataset["open"] === "true";
  }

  show(source: string, edited: boolean, error: CellError | null): void {
    this.#resetButton.hidden = !edited;
    this.#error = error;
    if (this.#opened) {
      this.#opened.show(source, error);
      return;
    }
    if (source !== this.#shownSource) void this.#showText(source);
    this.#markLine(error?.line ?? null);
  }

  /** Opens the editor and puts the cursor into it, at a line if one is given. */
  async edit(line?: number): Promise<void> {
    this.setOpen(true);
    this.#actions.reveal();
    await attempt(this.tools, async () => (await this.#open()).focus(line));
  }

  /** Unfolds the code at a line, without opening an editor. */
  reveal(line: number): void {
    this.setOpen(true);
    this.#actions.reveal();
    if (this.#opened) this.#opened.focus(line);
    else this.#marker.scrollIntoView({ block: "nearest" });
  }

  dispose(): void {
    this.#opened?.dispose();
  }

  #open(): Promise<CellEditor> {
    const editor = (this.#editor ??= this.#load());
    // What could not be loaded, as without a network, is asked for again with the next click.
    editor.catch(() => (this.#editor = null));
    return editor;
  }

  async #load(): Promise<CellEditor> {
    const { openEditor } = await loadPart("The editor", () => import("../../editor/cell-editor.ts"));
    const parent = htmlElement("div", "cell-editor");
    const editor = openEditor({
      parent,
      label: `Code of ${this.#cellId}. Escape, then Tab, leaves it`,
      source: this.#notebook.view(this.#cellId).source,
      mode: this.#notebook.view(this.#cellId).mode,
      names: {
        names: () => this.#notebook.names,
        ownerOf: (name) => this.#notebook.ownerOf(name),
        properties: (name) => this.#notebook.propertiesOf(name),
      },
      onChange: (source) => this.#notebook.draft(this.#cellId, source),
      onRun: this.#actions.run,
      onLeave: () => this.editButton.focus(),
    });
    this.#pre.hidden = true;
    this.tools.prepend(referenceLink("cell-button cell-names", "What can I use here?"));
    this.root.append(parent);
    this.#opened = editor;
    editor.show(this.#notebook.view(this.#cellId).source, this.#error);
    return editor;
  }

  #editAtPointer(event: MouseEvent): void {
    // Whoever marks text wants to copy it.
    if (document.getSelection()?.isCollapsed === false) return;
    const lineHeight = parseFloat(getComputedStyle(this.#pre).lineHeight);
    const padding = parseFloat(getComputedStyle(this.#pre).paddingTop);
    const offset = event.clientY - this.#pre.getBoundingClientRect().top - padding;
    void this.edit(Math.max(1, Math.floor(offset / lineHeight) + 1));
  }

  /** Unfolds the code, or folds it. */
  setOpen(open: boolean): void {
    this.root.dataset["open"] = String(open);
    this.#toggle.setAttribute("aria-expanded", String(open));
    const label = open ? "Hide code" : "Show code";
    this.#toggle.textContent = label;
    this.#toggle.setAttribute("aria-label", `${label}: ${this.#cellId}`);
  }

  async #showText(source: string): Promise<void> {
    this.#shownSource = source;
    (this.#pre.querySelector("code") ?? this.#pre).textContent = source;
    await this.#colour();
  }

  /** The text is in one colour until that is loaded too, and for good where it cannot be. */
  async #colour(): Promise<void> {
    const source = this.#shownSource;
    const code = this.#pre.querySelector("code") ?? this.#pre;
    const { highlightSource } = await import("../../notebook/highlight.ts").catch(() => ({ highlightSource: null }));
    if (highlightSource && this.#shownSource === source)
      code.innerHTML = highlightSource(source, this.#notebook.view(this.#cellId).mode);
  }

  #markLine(line: number | null): void {
    this.#marker.hidden = line === null;
    if (line !== null) this.#marker.style.setProperty("--line", String(line - 1));
  }
}
