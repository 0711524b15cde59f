import type { CellSet } from "./cell/cell-set.ts";
import {
  addCell,
  deleteCell,
  moveCell,
  orderPlaces,
  restoreCell,
  type AddedCell,
  type ChapterStructure,
} from "./reader/chapter-structure.ts";
import type { ReaderEdits } from "./reader/edit-store.ts";
import type { HostedCell } from "./cell/hosted-cell.ts";
import type { ReaderState } from "./reader/reader-state.ts";

/** A cell to be added. */
export interface NewCell {
  readonly run: AddedCell["run"];
  readonly source?: string;
  /** The cell that it follows; null for the chapter's end. */
  readonly after: string | null;
}

/** The order of the cells, and how it stands to what is kept and done in other tabs. */
export interface CellOrder {
  readonly structure: ChapterStructure;
  readonly unsaved: string | null;
  readonly isElsewhere: boolean;
}

/** What the notebook does when cells come and go. */
export interface ReaderHost {
  started(): Promise<void>;
  /** Compiles new cells and hands them to the runtime. */
  begin(cells: readonly HostedCell[]): Promise<void>;
  redefined(): void;
  /** Starts cells that nobody has come near: what they were drawn from is about to change. */
  wakeAll(): void;
  changed(id: string): void;
  run(id: string): Promise<void>;
}

/** What a reader makes of a chapter beyond the texts of its cells, and what other tabs and links bring. */
export class ReaderCells {
  #state: ReaderState;
  #cells: CellSet;
  #host: ReaderHost;
  #listeners = new Set<() => void>();
  #unwatch: () => void;

  constructor(state: ReaderState, cells: CellSet, host: ReaderHost) {
    this.#state = state;
    this.#cells = cells;
    this.#host = host;
    this.#unwatch = state.watch((id) => {
      if (id === null) this.#reordered();
      else host.changed(id);
    });
  }

  get edits(): ReaderEdits {
    return this.#state.edits;
  }

  /** What is kept of this chapter without having come through the editor; null where there is no such thing. */
  get held(): ReaderEdits | null {
    return this.#state.held;
  }

  dropHeld(): void {
    this.#state.dropHeld();
  }

  get order(): CellOrder {
    const { structure, structureUnsaved, isStructureElsewhere } = this.#state;
    return { structure, unsaved: structureUnsaved, isElsewhere: isStructureElsewhere };
  }

  /** Published cells that a reader can edit and move, in the chapter's own order. */
  get blockCells(): readonly string[] {
    return this.#state.blockIds;
  }

  /** Ids of all cells in the order of the page, the deleted ones in their places among them. */
  get places(): readonly string[] {
    return orderPlaces(this.#state.publishedIds, this.order.structure);
  }

  /** The text that the chapter brings; empty for a cell of the reader's own. */
  publishedSource(id: string): string {
    return this.#state.publishedSource(id);
  }

  /** Where the output of a cell is shown; the page gives that of an added cell its place. */
  outputOf(id: string): HTMLElement | null {
    return this.#cells.outputOf(id);
  }

  /** @returns the new cell's id */
  add({ run, source = "", after }: NewCell): string {
    const id = this.#state.newId();
    if (source !== "") this.#state.edit(id, source);
    this.#restructure(addCell(this.#state.structure, this.blockCells, { id, run }, after));
    return id;
  }

  /** Ends a cell and takes its names away. `restore` brings it back. */
  remove(id: string): void {
    this.#host.wakeAll();
    this.#restructure(deleteCell(this.#state.structure, id));
  }

  restore(id: string): void {
    this.#host.wakeAll();
    this.#state.revive(id);
    this.#restructure(restoreCell(this.#state.structure, id));
  }

  move(id: string, direction: "up" | "down"): void {
    this.#restructure(moveCell(this.#state.structure, this.blockCells, id, direction));
  }

  /** Takes an edit as one of the text that the chapter brings now. */
  rebase(id: string): void {
    this.#state.rebase(id);
    this.#host.changed(id);
  }

  /** Settles a cell that another tab changed: takes its text, or keeps the one that stands here. */
  async settle(id: string, choice: "mine" | "theirs"): Promise<void> {
    if (choice === "theirs") return this.#show(id, this.#state.takeOver(id));
    this.#state.keepMine(id);
    this.#host.changed(id);
  }

  /** Settles the order of the cells that another tab changed. */
  async settleOrder(choice: "mine" | "theirs"): Promise<void> {
    if (choice === "theirs") return this.adopt(this.#state.readElsewhere());
    this.#state.keepMyStructure();
    this.#reordered();
  }

  /** What `adopt` would make of edits that were kept, or come from elsewhere. */
  fit(edits: ReaderEdits): ReaderEdits {
    return this.#state.fit(edits);
  }

  /**
   * Puts edits in the place of all that the reader made; the published chapter has none. Automatic cells that differ
   * run, manual ones wait for Run.
   */
  async adopt(edits: ReaderEdits): Promise<void> {
    await this.#host.started();
    this.#host.wakeAll();
    const next = this.#state.fit(edits);
    for (const id of new Set([...this.edits.edits.keys(), ...next.edits.keys()]))
      this.#state.set(id, next.edits.get(id) ?? null);
    const present = this.#cells.all;
    this.#restructure(next.structure);
    const staying = present.filter((cell) => this.#cells.get(cell.id) === cell);
    await Promise.all(staying.map(({ id }) => this.#show(id, this.#state.sourceOf(id))));
  }

  /** Tells when cells come, go or move, here or in another tab. @returns the function that ends the subscription */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#unwatch();
    this.#listeners.clear();
  }

  #restructure(structure: ChapterStructure): void {
    this.#state.restructure(structure);
    const created = this.#cells.arrange(structure);
    for (const cell of created) cell.changeText(this.#state.sourceOf(cell.id));
    this.#reordered();
    this.#host.redefined();
    void this.#begin(created);
  }

  async #begin(created: readonly HostedCell[]): Promise<void> {
    for (const cell of created) cell.expectStart();
    await this.#host.started();
    await this.#host.begin(created);
    this.#host.redefined();
  }

  /** Shows a text that is kept already; an automatic cell runs it. */
  async #show(id: string, source: string): Promise<void> {
    const cell = this.#cells.get(id);
    if (!cell || cell.text.source === source) return this.#host.changed(id);
    cell.changeText(source);
    if (cell.text.published.run === "auto") await this.#host.run(id);
  }

  #reordered(): void {
    for (const listener of this.#listeners) listener();
  }
}
