/**
 * What this site keeps in the reader's browser. Where a reader has blocked cookies, the mere mention of `localStorage` or
 * `indexedDB` throws, `typeof` included, and any call may throw later; so nobody else mentions them. Here every read of
 * what is not to be had gives null, and every write says whether it was kept.
 */

/** Why the browser keeps nothing. */
export type StorageRefusal = "storage is switched off" | "its storage is full" | "it refused to store anything";

/** Texts that outlive the page: null where there is no such place, as in a worker, or where it is blocked. */
export function findStorage(): Storage | null {
  return mention(() => globalThis.localStorage);
}

/** As `findStorage`, but gone with the tab. */
export function findTabStorage(): Storage | null {
  return mention(() => globalThis.sessionStorage);
}

/** Databases for what is larger than a text; a worker has them too. Opening one may still be refused. */
export function findDatabases(): IDBFactory | null {
  return mention(() => globalThis.indexedDB);
}

/** Null where there is no such entry, and where nothing can be read. */
export function readText(storage: Storage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** The value of an entry that was kept as JSON; null too where it is none. */
export function readJson(storage: Storage | null, key: string): unknown {
  const text = readText(storage, key);
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** The keys of all entries. */
export function storedKeys(storage: Storage | null): string[] {
  try {
    return Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? "");
  } catch {
    return [];
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

function mention<Place>(name: () => Place | null | undefined): Place | null {
  try {
    return name() ?? null;
  } catch {
    return null;
  }
}
