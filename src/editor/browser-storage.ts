/** Why the browser keeps nothing. */
export type StorageRefusal = "storage is switched off" | "its storage is full" | "it refused to store anything";

/** Even reading the property throws where the reader has blocked storage. */
export function findStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/**
 * Writes an entry, or removes it where the text is null.
 * @returns why it could not be written; null if it was, and where there is nothing to remove
 */
export function keepText(storage: Storage | null, key: string, text: string | null): StorageRefusal | null {
  if (!storage) return text === null ? null : "storage is switched off";
  try {
    if (text === null) storage.removeItem(key);
    else storage.setItem(key, text);
    return null;
  } catch (error) {
    // Nothing could be stored either, so there is nothing to remove.
    if (text === null) return null;
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    return isFull ? "its storage is full" : "it refused to store anything";
  }
}

/** @param what what is lost, e.g. "your edit" */
export function refusalSentence(what: string, refusal: StorageRefusal): string {
  return `This browser does not keep ${what}: it will be lost when you leave the page (${refusal}).`;
}
