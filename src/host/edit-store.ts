/** What a reader made of a cell. */
export interface StoredEdit {
  readonly source: string;
  /** `cellSourceHash` of the published text that the edit began from. */
  readonly baseHash: string;
}

/** Keeps the edits of one chapter over reloads. */
export interface EditStore {
  load(cellId: string): StoredEdit | null;
  /** @returns why the edit could not be kept, as a sentence for the reader; null if it was */
  save(cellId: string, edit: StoredEdit): string | null;
  remove(cellId: string): void;
}
