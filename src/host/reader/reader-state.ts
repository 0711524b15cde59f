import { cellSourceHash } from "../../notebook/cell-hashes.ts";
import type { ChapterCell } from "../../notebook/chapter.ts";
import { fitStructure, type ChapterStructure } from "./chapter-structure.ts";
import type { EditStore, ReaderEdits, StoredEdit } from "./edit-store.ts";

/** How a cell's text stands to what is published, kept, and done in other tabs. */
export interface EditStanding {
  /** The chapter brings another text of this cell than the one that the reader's edit began from. */
  readonly publishedChanged: boolean;
  /** Why the edit will be lost when the page goes; null while it is kept. */
  readonly unsaved: string | null;
  /** The text that another tab gave the cell meanwhile; null where it is the same. */
  readonly elsewhere: string | null;
}

/** All that the reader made of the chapter, in memory and in the store. */
export class ReaderState {
  structure: ChapterStructure;
  /** Why the order of the cells will be lost when the page goes; null while it is kept. */
  structureUnsaved: string | null = null;
  #published: ReadonlyMap<string, ChapterCell>;
  #store: EditStore;
  #edits = new Map<string, StoredEdit>();
  #unsaved = new Map<string, string>();
  /** Of the published texts, once they are asked for. */
  #hashes = new Map<string, string>();

  constructor(published: readonly ChapterCell[], store: EditStore) {
    this.#published = new Map(published.map((cell) => [cell.id, cell]));
    this.#store = store;
    for (const id of new Set([...this.#published.keys(), ...store.cellIds])) this.#load(id);
    const kept = store.loadStructure();
    const gone = kept.added.filter(({ id }) => kept.deleted.includes(id)).map(({ id }) => id);
    // Deleted for good: the page on which the reader could have brought it back is gone.
    for (const id of gone) this.set(id, null);
    this.structure = this.fit({ structure: kept, edits: this.#edits }).structure;
  }

  get edits(): ReaderEdits {
    return { structure: this.structure, edits: new Map(this.#edits) };
  }

  /** Whether another tab has ordered the cells otherwise. */
  get isStructureElsewhere(): boolean {
    return this.#store.isBehind(null);
  }

  /** What is kept without having come through the editor: nothing of it is among the edits. */
  get held(): ReaderEdits | null {
    return this.#store.held;
  }

  dropHeld(): void {
    this.#store.dropHeld();
  }

  get publishedIds(): readonly string[] {
    return [...this.#published.keys()];
  }

  /** Ids of the cells that stand between the paragraphs: those that a reader can edit and move. */
  get blockIds(): readonly string[] {
    return [...this.#published.values()].filter(({ place }) => place === "block").map(({ id }) => id);
  }

  sourceOf(id: string): string {
    return this.#edits.get(id)?.source ?? this.publishedSource(id);
  }

  /** Empty for a cell of the reader's own. */
  publishedSource(id: string): string {
    return this.#published.get(id)?.source ?? "";
  }

  /** Keeps a text. An edit remembers the published text that it began from. */
  edit(id: string, source: string): void {
    if (source === this.publishedSource(id)) this.set(id, null);
    else this.set(id, { source, baseHash: this.#edits.get(id)?.baseHash ?? this.#hashNow(id) });
  }

  /** The reader has seen what the chapter brings now, and keeps the edit. */
  rebase(id: string): void {
    const edit = this.#edits.get(id);
    if (edit) this.set(id, { ...edit, baseHash: this.#hashNow(id) });
  }

  /** Puts an edit in the place of what there is; null goes back to what is published. */
  set(id: string, edit: StoredEdit | null): void {
    if (edit) this.#edits.set(id, edit);
    else this.#edits.delete(id);
    const problem = edit ? this.#store.save(id, edit) : this.#store.remove(id);
    if (problem === null) this.#unsaved.delete(id);
    else this.#unsaved.set(id, problem);
  }

  restructure(structure: ChapterStructure): void {
    this.structure = structure;
    this.structureUnsaved = this.#store.saveStructure(structure);
  }

  standing(id: string): EditStanding {
    const edit = this.#edits.get(id);
    const other = this.#store.isBehind(id) ? (this.#store.peek(id)?.source ?? this.publishedSource(id)) : null;
    return {
      publishedChanged: edit !== undefined && this.#published.has(id) && edit.baseHash !== this.#hashNow(id),
      unsaved: this.#unsaved.get(id) ?? null,
      elsewhere: other,
    };
  }

  /** Takes what another tab wrote. @returns the text */
  takeOver(id: string): string {
    this.#unsaved.delete(id);
    this.#load(id);
    return this.sourceOf(id);
  }

  /** Writes this tab's text over what another tab wrote. */
  keepMine(id: string): void {
    const edit = this.#edits.get(id) ?? null;
    this.#store.load(id);
    this.set(id, edit);
  }

  /** Keeps the text of a deleted cell again, where a tab that was opened meanwhile has cleared it away. */
  revive(id: string): void {
    if (this.#store.peek(id) === null) this.keepMine(id);
  }

  /** The order that another tab kept, with the texts of the cells that it added; taken as seen. */
  readElsewhere(): ReaderEdits {
    const structure = this.#store.loadStructure();
    for (const { id } of structure.added) if (!this.#edits.has(id)) this.#load(id);
    return this.fit({ structure, edits: this.#edits });
  }

  keepMyStructure(): void {
    this.#store.loadStructure();
    this.restructure(this.structure);
  }

  /** Calls back for every cell that another tab changed to something else than it is here; null: the structure. */
  watch(listener: (id: string | null) => void): () => void {
    return this.#store.watch((id) => {
      if (id !== null && this.standing(id).elsewhere === this.sourceOf(id)) this.takeOver(id);
      listener(id);
    });
  }

  /**
   * Fits edits to the chapter as it is. A text whose cell the chapter no longer has becomes a manual cell of the
   * reader's own, at the end; what stands in a sentence cannot be edited.
   */
  fit({ structure, edits }: ReaderEdits): ReaderEdits {
    const isBlockOrOwn = (id: string) => this.#published.get(id)?.place !== "inline";
    const added = structure.added.filter(({ id }) => isBlockOrOwn(id));
    const homeless = [...edits.keys()].filter(
      (id) => !this.#published.has(id) && !added.some((cell) => cell.id === id),
    );
    const all = [...added, ...homeless.map((id) => ({ id, run: "manual" as const }))];
    const fitted = fitStructure({ ...structure, added: all }, this.blockIds);
    const deletedOwn = new Set(fitted.added.map(({ id }) => id).filter((id) => fitted.deleted.includes(id)));
    const isThere = (id: string) => !deletedOwn.has(id);
    return {
      structure: {
        added: fitted.added.filter(({ id }) => isThere(id)),
        placed: fitted.placed.filter(({ id }) => isThere(id)),
        deleted: fitted.deleted.filter(isThere),
      },
      edits: new Map([...edits].filter(([id]) => isBlockOrOwn(id) && isThere(id))),
    };
  }

  /** A name for a new cell that neither this tab nor another one has given. */
  newId(): string {
    const isTaken = (id: string) =>
      this.#published.has(id) ||
      this.structure.added.some((cell) => cell.id === id) ||
      this.#edits.has(id) ||
      this.#store.cellIds.includes(id) ||
      this.#store.peek(id) !== null;
    let count = 1;
    while (isTaken(`mine-${count}`)) count++;
    return `mine-${count}`;
  }

  #load(id: string): void {
    const edit = this.#store.load(id);
    if (edit && edit.source !== this.publishedSource(id)) this.#edits.set(id, edit);
    else this.#edits.delete(id);
  }

  #hashNow(id: string): string {
    const known = this.#hashes.get(id);
    if (known !== undefined) return known;
    const hash = cellSourceHash(this.publishedSource(id));
    this.#hashes.set(id, hash);
    return hash;
  }
}
