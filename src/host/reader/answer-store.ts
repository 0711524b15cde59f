/** What a reader chose or typed in an exercise's inputs, by the names that its cell gives them; only what JSON can hold. */
export type InputValues = ReadonlyMap<string, unknown>;

export interface StoredAnswer {
  readonly values: InputValues;
  /** `cellSourceHash` of the published exercise that was answered. */
  readonly baseHash: string;
}

/** Keeps the answers of one chapter over reloads, one entry for each exercise. */
export interface AnswerStore {
  load(exerciseId: string): StoredAnswer | null;
  /**
   * @param answer null takes it away
   * @returns why it could not be kept, as a sentence for the reader; null if it was
   */
  save(exerciseId: string, answer: StoredAnswer | null): string | null;
  /** Answers that stand in the store without having been given on this page: `load` gives none of them. */
  readonly held: ReadonlyMap<string, StoredAnswer>;
  /** Takes them away. */
  dropHeld(): void;
  /**
   * @param listener told the exercise whose entry another tab changed
   * @returns the function that ends it
   */
  watch(listener: (exerciseId: string) => void): () => void;
}
