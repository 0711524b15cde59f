import type { ChapterStructure } from "./chapter-structure.ts";

/** What a reader made of a cell. */
export interface StoredEdit {
  readonly source: string;
  /** `cellSourceHash` of the published text that the edit began from. */
  readonly baseHash: string;
}

/** All that a reader made of a chapter. */
export interface ReaderEdits {
  readonly structure: ChapterStructure;
  /** By cell id; cells that were added are among them, unless they are empty. */
  readonly edits: ReadonlyMap<string, StoredEdit>;
}

/**
 * Keeps the edits of one chapter over reloads, and beside other tabs: what another tab wrote since this one last read
 * or wrote an entry is not overwritten.
 */
export interface EditStore {
  /** Cells of which an edit is kept. */
  readonly cellIds: readonly string[];
  load(cellId: string): StoredEdit | null;
  /** @returns why the edit could not be kept, as a sentence for the reader; null if it was */
  save(cellId: string, edit: StoredEdit): string | null;
  /** @returns as `save` */
  remove(cellId: string): string | null;
  loadStructure(): ChapterStructure;
  /**
   * What stands in the store without having come through this page's editor: `load` and `loadStructure` give nothing of
   * it. Null where there is no such thing.
   */
  readonly held: ReaderEdits | null;
  /** Takes it away. */
  dropHeld(): void;
  /** @returns as `save` */
  saveStructure(structure: ChapterStructure): string | null;
  /** Whether another tab changed the entry since it was last loaded or saved here; null asks for the structure. */
  isBehind(cellId: string | null): boolean;
  /** What stands there now, without taking it as seen. */
  peek(cellId: string): StoredEdit | null;
  /**
   * @param listener told the cell that another tab changed; null for the structure
   * @returns the function that ends it
   */
  watch(listener: (cellId: string | null) => void): () => void;
}
