import { encodeShare, type SharedEdits } from "../../editor/share-link.ts";
import type { ReaderEdits } from "../../host/reader/edit-store.ts";
import type { Notebook } from "../../host/notebook.ts";
import { htmlElement } from "../../browser/elements.ts";
import { viewQuery } from "../../browser/view-query.ts";
import { textButton } from "../site/buttons.ts";
import { describeEdits } from "./reader-words.ts";

/** From here on some mail and chat programs cut links, or make no links of them. */
const doubtfulLength = 2000;

/** A link to the reader's edits, of one cell or of all, to be copied. */
export class SharePanel {
  readonly root = htmlElement("section", "share-panel");
  #notebook: Notebook;
  #chapter: string;
  #cellId: string | null = null;
  #what = htmlElement("p", "share-what");
  #field = htmlElement("input", "share-field");
  #copyButton: HTMLButtonElement;
  #allButton: HTMLButtonElement;
  #remark = htmlElement("p", "share-remark");
  #said = htmlElement("span", "share-said");
  #leave: () => void = () => {};

  constructor(notebook: Notebook, chapter: string) {
    this.#notebook = notebook;
    this.#chapter = chapter;
    this.#field.readOnly = true;
    this.#field.setAttribute("aria-label", "Link");
    this.#field.addEventListener("focus", () => this.#field.select());
    this.#copyButton = textButton("share-copy", "Copy link", () => void this.#copy());
    this.#allButton = textButton("share-all", "Share all edits instead", () => void this.#showAll());
    const closeButton = textButton("share-close", "Close", () => this.close());
    this.#said.setAttribute("role", "status");
    this.root.setAttribute("aria-label", "Share");
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    const buttons = htmlElement("p", "share-buttons", this.#copyButton, this.#allButton, closeButton, this.#said);
    this.root.append(this.#what, this.#field, this.#remark, buttons);
  }

  /**
   * @param cellId the one cell that the link is to hold; null for all edits
   * @param leave where the focus goes when the panel is closed
   */
  async open(cellId: string | null, place: HTMLElement, leave: () => void): Promise<void> {
    this.#cellId = cellId;
    this.#leave = leave;
    place.append(this.root);
    await this.#write();
    this.#copyButton.focus();
  }

  close(): void {
    this.root.remove();
    this.#leave();
  }

  async #showAll(): Promise<void> {
    this.#cellId = null;
    await this.#write();
    this.#copyButton.focus();
  }

  /** @returns whether there is a link */
  async #write(): Promise<boolean> {
    const edits = this.#collect();
    this.#said.textContent = "";
    this.#allButton.hidden = this.#cellId === null;
    const scope = this.#cellId === null ? "chapter" : "cells";
    const { knobs } = this.#notebook.answers;
    const what = scope === "chapter" ? describeEdits(edits, 0, knobs.size) : `cell ${this.#cellId}`;
    const shared: SharedEdits = { chapter: this.#chapter, scope, edits, ...(scope === "chapter" ? { knobs } : {}) };
    try {
      this.#field.value = `${location.origin}${location.pathname}${viewQuery()}${await encodeShare(shared)}`;
    } catch (error) {
      this.#field.value = "";
      this.#field.hidden = true;
      this.#copyButton.disabled = true;
      this.#what.textContent = error instanceof Error ? error.message : String(error);
      return false;
    }
    this.#field.hidden = false;
    this.#copyButton.disabled = false;
    const { length } = this.#field.value;
    this.#what.textContent =
      `This link holds ${what}, with the seeds that stand there: ${length.toLocaleString("en")} characters. ` +
      "Whoever opens it sees the differences first; nothing of it runs until they ask for it.";
    this.#remark.hidden = length <= doubtfulLength;
    this.#remark.textContent = "Some mail and chat programs cut links as long as this: try it before you rely on it.";
    return true;
  }

  /** Once more, because the reader may have typed on since the panel was opened. */
  async #copy(): Promise<void> {
    if (!(await this.#write())) return;
    try {
      await navigator.clipboard.writeText(this.#field.value);
      this.#said.textContent = "Copied.";
    } catch {
      this.#field.focus();
      this.#said.textContent = "The browser did not let the page copy: the link is marked, press Ctrl+C or ⌘C.";
    }
  }

  #collect(): ReaderEdits {
    const { reader } = this.#notebook;
    const edits = reader.fit(reader.edits);
    const id = this.#cellId;
    if (id === null) return edits;
    const isIt = (each: { readonly id: string }) => each.id === id;
    const { added, placed } = edits.structure;
    const own = added.filter(isIt);
    return {
      structure: { added: own, placed: own.length > 0 ? placed.filter(isIt) : [], deleted: [] },
      edits: new Map([...edits.edits].filter(([each]) => each === id)),
    };
  }
}
