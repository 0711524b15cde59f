import type { EditStore, StoredEdit } from "../host/edit-store.ts";

const lostSentence = "This browser does not keep your edit: it will be lost when you leave the page";

/**
 * Keeps a chapter's edits in the browser's local storage, one entry per cell, so that two tabs that edit different
 * cells do not overwrite each other.
 * @param slug the chapter
 * @param storage may be missing, or refuse everything, in private windows
 */
export function openEditStore(slug: string, storage: Storage | null = findStorage()): EditStore {
  const keyOf = (cellId: string) => `edit:${slug}:${cellId}`;
  return {
    load(cellId) {
      try {
        return readEdit(storage?.getItem(keyOf(cellId)) ?? null);
      } catch {
        return null;
      }
    },
    save(cellId, edit) {
      if (!storage) return `${lostSentence} (storage is switched off).`;
      try {
        storage.setItem(keyOf(cellId), JSON.stringify(edit));
        return null;
      } catch (error) {
        const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
        return `${lostSentence} (${isFull ? "its storage is full" : "it refused to store anything"}).`;
      }
    },
    remove(cellId) {
      try {
        storage?.removeItem(keyOf(cellId));
      } catch {
        // Nothing could be stored either, so there is nothing to remove.
      }
    },
  };
}

/** Even reading the property throws where the reader has blocked storage. */
function findStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/** Anything may stand under our key: an older version of the course, or the reader's own hand. */
function readEdit(text: string | null): StoredEdit | null {
  const value: unknown = text === null ? null : JSON.parse(text);
  if (typeof value !== "object" || value === null || !("source" in value) || !("baseHash" in value)) return null;
  const { source, baseHash } = value;
  return typeof source === "string" && typeof baseHash === "string" ? { source, baseHash } : null;
}
