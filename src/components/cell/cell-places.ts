import { orderPlaces, type ChapterStructure } from "../../host/reader/chapter-structure.ts";
import type { Notebook } from "../../host/notebook.ts";
import { htmlElement } from "../../browser/elements.ts";
import { createButton } from "../site/buttons.ts";
import { NotebookCell } from "./notebook-cell.ts";
import type { ReaderTools } from "./reader-tools.ts";

/** Puts the cells of a page where the reader wants them. Every published cell's place is marked and stays. */
export class CellPlaces {
  #notebook: Notebook;
  #tools: ReaderTools;
  #undo: (id: string) => void;
  #markers = new Map<string, Comment>();
  #cells = new Map<string, NotebookCell>();
  /** What stands in the place of a deleted cell. */
  #notes = new Map<string, HTMLElement>();

  /** @param undo brings a deleted cell back */
  constructor(root: ParentNode, notebook: Notebook, tools: ReaderTools, undo: (id: string) => void) {
    this.#notebook = notebook;
    this.#tools = tools;
    this.#undo = undo;
    for (const id of notebook.reader.blockCells) {
      const cell = root.querySelector(`notebook-cell[data-cell="${CSS.escape(id)}"]`);
      if (!(cell instanceof NotebookCell)) continue;
      const marker = document.createComment(" cell ");
      cell.before(marker);
      this.#markers.set(id, marker);
      this.#cells.set(id, cell);
    }
  }

  cell(id: string): NotebookCell | null {
    return this.#cells.get(id) ?? null;
  }

  /** The note that a cell was deleted, with its Undo. */
  note(id: string): HTMLElement | null {
    return this.#notes.get(id) ?? null;
  }

  /** Brings the page in line with the order of the notebook's cells. */
  arrange(): void {
    const { structure } = this.#notebook.reader.order;
    const deleted = new Set(structure.deleted);
    const shown = new Set<Element>();
    const ends = new Map<Element, ChildNode>();
    for (const [anchor, marker] of this.#markers) {
      let before: ChildNode = marker;
      for (const id of orderPlaces([anchor], { ...structure, placed: placedAt(structure, anchor) })) {
        const part = deleted.has(id) ? this.#noteOf(id) : this.#cellOf(id);
        if (!part) continue;
        shown.add(part);
        // Of parts that come one at a time others are hidden: what is put among them stands behind all of them.
        const series = id === anchor ? null : marker.parentElement?.closest(".series");
        if (series) before = ends.get(series) ?? series;
        if (series) ends.set(series, part);
        if (before.nextSibling !== part) moveAfter(before, part);
        before = part;
      }
    }
    for (const part of [...this.#cells.values(), ...this.#notes.values()]) if (!shown.has(part)) part.remove();
    for (const id of this.#notes.keys()) if (!deleted.has(id)) this.#notes.delete(id);
  }

  #cellOf(id: string): NotebookCell | null {
    const output = this.#notebook.reader.outputOf(id);
    if (!output) return null;
    const present = this.#cells.get(id);
    const { run, added } = this.#notebook.view(id);
    if (present && (!added || present.dataset["run"] === run)) {
      // A cell that was deleted when the page was opened has not met the notebook yet.
      present.connect(this.#notebook, this.#tools);
      return present;
    }
    present?.remove();
    const cell = document.createElement("notebook-cell") as NotebookCell;
    Object.assign(cell.dataset, { cell: id, run, code: "shown", keepsOpen: "" });
    cell.id = `cell-${id}`;
    cell.append(output, htmlElement("pre", "cell-source", document.createElement("code")));
    cell.connect(this.#notebook, this.#tools);
    this.#cells.set(id, cell);
    return cell;
  }

  #noteOf(id: string): HTMLElement {
    const present = this.#notes.get(id);
    if (present) return present;
    const undo = createButton("cell-link-button", "Undo", id, () => this.#undo(id));
    const note = htmlElement("p", "cell-deleted", `Cell ${id} is deleted. `, undo);
    this.#notes.set(id, note);
    return note;
  }
}

/** Placements at other anchors, and those that only say that the anchor's own cell is away. */
function placedAt({ placed }: ChapterStructure, anchor: string): ChapterStructure["placed"] {
  return placed.filter((each) => each.anchor === anchor || each.id === anchor);
}

/** Without losing what has the focus in it, nor the state of what it shows. */
function moveAfter(before: ChildNode, part: HTMLElement): void {
  const { parentElement: parent, nextSibling } = before;
  if (parent && "moveBefore" in parent && part.isConnected && parent.isConnected) {
    (parent.moveBefore as (node: Node, child: Node | null) => void).call(parent, part, nextSibling);
    return;
  }
  const focused = part.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
  before.after(part);
  focused?.focus({ preventScroll: true });
}
