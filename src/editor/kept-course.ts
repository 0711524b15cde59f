import { findStorage, keepText, storedKeys } from "../browser/storage.ts";

/** What the browser keeps of all chapters together. */
export interface KeptCourse {
  /** Slugs of the chapters of which something is kept. */
  readonly chapters: readonly string[];
  /** Deletes it, whoever put it there; preferences, such as the colours, stay. */
  clear(): void;
}

const entry = /^(?:edit|structure|answer|backups|bets|guesses|solved):([^:]*)/;

export function openKeptCourse(storage: Storage | null = findStorage()): KeptCourse {
  const keys = () => storedKeys(storage).filter((key) => entry.test(key));
  return {
    get chapters() {
      return [...new Set(keys().map((key) => entry.exec(key)?.[1] ?? ""))];
    },
    clear() {
      for (const key of keys()) keepText(storage, key, null);
    },
  };
}
