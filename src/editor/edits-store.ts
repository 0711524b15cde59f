import { publishedStructure, type ChapterStructure } from "../host/reader/chapter-structure.ts";
import type { EditStore, StoredEdit } from "../host/reader/edit-store.ts";
import { readPlainStructure, toPlainStructure } from "./plain-edits.ts";
import { findStorage, keepText, readText, refusalSentence, storedKeys } from "../browser/storage.ts";

const behindSentence = "Another tab has changed this: what you do here is not kept until you choose between the two.";

/**
 * Keeps a chapter's edits in the browser's local storage: one entry per cell and one for the order of the cells, so
 * that two tabs that edit different cells do not meet. Where they meet, the later one is told, and writes nothing.
 * @param slug the chapter
 * @param storage may be missing, or refuse everything, in private windows
 */
export function openEditStore(slug: string, storage: Storage | null = findStorage()): EditStore {
  return new BrowserEditStore(slug, storage);
}

class BrowserEditStore implements EditStore {
  #storage: Storage | null;
  #prefix: string;
  #structureKey: string;
  /** The entries as they were when this tab last read or wrote them. */
  #seen = new Map<string, string | null>();
  #behind = new Set<string>();

  constructor(slug: string, storage: Storage | null) {
    this.#storage = storage;
    this.#prefix = `edit:${slug}:`;
    this.#structureKey = `structure:${slug}`;
  }

  get cellIds(): readonly string[] {
    const keys = storedKeys(this.#storage).filter((key) => key.startsWith(this.#prefix));
    return keys.map((key) => key.slice(this.#prefix.length));
  }

  load(cellId: string): StoredEdit | null {
    return readEdit(this.#see(this.#prefix + cellId));
  }

  peek(cellId: string): StoredEdit | null {
    return readEdit(this.#read(this.#prefix + cellId));
  }

  save(cellId: string, { source, baseHash }: StoredEdit): string | null {
    return this.#write(this.#prefix + cellId, JSON.stringify({ source, baseHash }));
  }

  remove(cellId: string): string | null {
    return this.#write(this.#prefix + cellId, null);
  }

  loadStructure(): ChapterStructure {
    const text = this.#see(this.#structureKey);
    try {
      return text === null ? publishedStructure : readPlainStructure(JSON.parse(text), "kept order of the cells");
    } catch {
      return publishedStructure;
    }
  }

  saveStructure(structure: ChapterStructure): string | null {
    return this.#write(this.#structureKey, JSON.stringify(toPlainStructure(structure)));
  }

  isBehind(cellId: string | null): boolean {
    return this.#behind.has(this.#keyOf(cellId));
  }

  watch(listener: (cellId: string | null) => void): () => void {
    const notice = ({ key, storageArea }: StorageEvent) => {
      if (storageArea !== this.#storage) return;
      // Without a key, everything has been deleted: the reader cleared the site's data.
      for (const each of key === null ? [...this.#seen.keys()] : [key]) {
        const isCell = each.startsWith(this.#prefix);
        if (!isCell && each !== this.#structureKey) continue;
        this.#compare(each);
        listener(isCell ? each.slice(this.#prefix.length) : null);
      }
    };
    globalThis.addEventListener("storage", notice);
    return () => globalThis.removeEventListener("storage", notice);
  }

  #keyOf(cellId: string | null): string {
    return cellId === null ? this.#structureKey : this.#prefix + cellId;
  }

  #read(key: string): string | null {
    return readText(this.#storage, key);
  }

  #see(key: string): string | null {
    const text = this.#read(key);
    this.#seen.set(key, text);
    this.#behind.delete(key);
    return text;
  }

  #compare(key: string): void {
    if (this.#read(key) === (this.#seen.get(key) ?? null)) this.#behind.delete(key);
    else this.#behind.add(key);
  }

  #write(key: string, text: string | null): string | null {
    const now = this.#read(key);
    if (now !== text && now !== (this.#seen.get(key) ?? null)) {
      this.#behind.add(key);
      return behindSentence;
    }
    const refusal = keepText(this.#storage, key, text);
    if (refusal !== null) return refusalSentence("your edit", refusal);
    this.#seen.set(key, text);
    this.#behind.delete(key);
    return null;
  }
}

/** Anything may stand under our key: an older version of the course, or the reader's own hand. */
function readEdit(text: string | null): StoredEdit | null {
  const value = parse(text);
  if (typeof value !== "object" || value === null || !("source" in value) || !("baseHash" in value)) return null;
  const { source, baseHash } = value;
  return typeof source === "string" && typeof baseHash === "string" ? { source, baseHash } : null;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
