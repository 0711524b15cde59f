/**
 * What this site keeps in the reader's browser. Where a reader has blocked cookies, the mere mention of `localStorage` or
 * `indexedDB` throws, `typeof` included, and any call may throw later; so nobody else mentions them. Here every read of
 * what is not to be had gives null, and every write says whether it was kept.
 */

/** Why the browser keeps nothing. */
export type StorageRefusal = "storage is switched off" | "its storage is full" | "it refused to store anything";

/** Texts that outlive the page: null where there is no such place, as in a worker, or where it is blocked. */
export function findStorage(): Storage | null {
  return closed ? closed.preferences : mention(() => globalThis.localStorage);
}

/** As `findStorage`, but gone with the tab. */
export function findTabStorage(): Storage | null {
  return closed ? null : mention(() => globalThis.sessionStorage);
}

/** Databases for what is larger than a text; a worker has them too. Opening one may still be refused. */
export function findDatabases(): IDBFactory | null {
  return closed ? closed.databases : mention(() => globalThis.indexedDB);
}

/** Whether an event tells of a change in this storage. */
export function isOfStorage(event: StorageEvent, storage: Storage | null): boolean {
  return (closed ? closed.areaOf(event) : event.storageArea) === storage;
}

/** What is left once storage is closed. */
interface Closed {
  readonly preferences: Storage | null;
  readonly databases: IDBFactory | null;
  readonly areaOf: (event: StorageEvent) => Storage | null;
}

let closed: Closed | null = null;

/** Entries that say nothing of what runs: all that can be had after storage is closed, by this site's modules too. */
const preferences = ["theme", "engine", "workers", "probe", "view"];

/**
 * Takes what the browser keeps out of the reach of everybody who has not asked for it yet: code of cells, which runs
 * after this, and could otherwise write edits that run when another chapter is opened. Texts of preferences can still
 * be had, and so can databases: in them are images, and runs that carry marks.
 * @param refuse says why, to who mentions one of the names
 */
export function closeStorage(refuse: (name: string) => Error): void {
  if (closed) return;
  const storage = findStorage();
  const databases = findDatabases();
  const area = Object.getOwnPropertyDescriptor(StorageEvent.prototype, "storageArea");
  closed = {
    preferences: storage && onlyPreferences(storage),
    databases,
    areaOf: (event) => (area?.get?.call(event) ?? null) as Storage | null,
  };
  closeWindow(globalThis as unknown as Window & typeof globalThis, refuse);
}

/** The names that lead to storage, in this window and in those of frames that its code makes. */
function closeWindow(inner: Window & typeof globalThis, refuse: (name: string) => Error): void {
  const close = (owner: object | undefined, name: string) => {
    if (!owner || !(name in owner) || Object.getOwnPropertyDescriptor(owner, name)?.configurable === false) return;
    const deny = () => {
      throw refuse(name);
    };
    Object.defineProperty(owner, name, { get: deny, set: deny, configurable: false });
  };
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"]) close(inner, name);
  close(inner.Document.prototype, "cookie");
  close(inner.StorageEvent.prototype, "storageArea");
  for (const name of ["storage", "storageBuckets", "serviceWorker"]) close(inner.Navigator.prototype, name);
  for (const frame of [inner.HTMLIFrameElement, inner.HTMLObjectElement]) closeFrames(frame.prototype, refuse);
  const open = inner.open.bind(inner);
  const openStranger = (url?: string | URL, target?: string, features = "") => {
    // A window that is opened keeps no way back, and gives none.
    open(
      url,
      target === "_self" || target === "_top" || target === "_parent" ? target : "_blank",
      `${features},noopener`,
    );
    return null;
  };
  Object.defineProperty(inner, "open", { value: openStranger, configurable: false });
  if (inner.opener !== null) inner.opener = null;
}

/** A frame of one's own has everything again: it is closed before it is handed out. */
function closeFrames(prototype: HTMLIFrameElement | HTMLObjectElement, refuse: (name: string) => Error): void {
  for (const name of ["contentWindow", "contentDocument"] as const) {
    const given = Object.getOwnPropertyDescriptor(prototype, name);
    const get = function (this: HTMLIFrameElement): unknown {
      const part = given?.get?.call(this) as Window | Document | null;
      const view = part && "defaultView" in part ? part.defaultView : part;
      try {
        if (view) closeWindow(view as Window & typeof globalThis, refuse);
      } catch {
        // Of another origin: nothing of this one is kept there.
      }
      return part;
    };
    Object.defineProperty(prototype, name, { get, configurable: false });
  }
}

function onlyPreferences(storage: Storage): Storage {
  const isOne = (key: string) => preferences.includes(key);
  return {
    length: 0,
    key: () => null,
    clear: () => undefined,
    getItem: (key) => (isOne(key) ? storage.getItem(key) : null),
    setItem: (key, text) => {
      if (isOne(key)) storage.setItem(key, text);
    },
    removeItem: (key) => {
      if (isOne(key)) storage.removeItem(key);
    },
  };
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

/** Whether an edit that is made now would outlive the page. */
export function keepsTexts(): boolean {
  const storage = findStorage();
  const kept = keepText(storage, "probe", "1") === null;
  keepText(storage, "probe", null);
  return kept;
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
