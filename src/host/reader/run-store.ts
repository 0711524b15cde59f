/** What a manual cell computed for the reader, with all that tells whether it is still of the page. */
export interface KeptRun {
  /** The cell's text when it ran. */
  readonly source: string;
  /** `upstreamHash` of that text and of all that it followed from. */
  readonly hash: string;
  /** Values of its inputs, by name; those that are no plain data are left out. */
  readonly inputs: readonly (readonly [name: string, value: unknown])[];
  /** Of its one name, an object of several, or of its expression; plain data and Float32Arrays. */
  readonly value: unknown;
  /** When it ended, as an ISO date. */
  readonly date: string;
  readonly elapsedMs: number;
}

/** Keeps the reader's own runs of one chapter over reloads, one for each manual cell. */
export interface RunStore {
  /** Nothing where nothing can be kept. */
  load(): Promise<ReadonlyMap<string, KeptRun>>;
  /** @returns why it could not be kept, as a sentence for the reader; null if it was */
  save(cellId: string, run: KeptRun): Promise<string | null>;
  remove(cellId: string): Promise<void>;
  /** Takes away those of all chapters. */
  clearAll(): Promise<void>;
}

/** For pages that keep no runs. */
export const noRunStore: RunStore = {
  load: () => Promise.resolve(new Map()),
  save: () => Promise.resolve(null),
  remove: () => Promise.resolve(),
  clearAll: () => Promise.resolve(),
};
