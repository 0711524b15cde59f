import { isPublished, publishedStructure, type ChapterStructure } from "../host/reader/chapter-structure.ts";
import type { EditStore, ReaderEdits, StoredEdit } from "../host/reader/edit-store.ts";
import { readPlainStructure, toPlainStructure } from "./plain-edits.ts";
import { findStorage, isOfStorage, keepText, readText, refusalSentence, storedKeys } from "../browser/storage.ts";
import type { HandMark } from "./hand-mark.ts";

const behindSentence = "Another tab has changed this: what you do here is not kept until you choose between the two.";

/**
 * Keeps a chapter's edits in the browser's local storage: one entry per cell and one for the order of the cells, so
 * that two tabs that edit different cells do not meet. Where they meet, the later one is told, and writes nothing. Each entry
 * carries a mark; what has none of ours is held.
 * @param slug the chapter
 * @param storage may be missing, or refuse everything, in private windows
 * @param hand what marks entries; without one there are no marks, and nothing is held
 */
export function openEditStore(
  slug: string,
  storage: Storage | null = findStorage(),
  hand: HandMark | null = null,
): EditStore {
  return new BrowserEditStore(slug, storage, hand);
}

class BrowserEditStore implements EditStore {
  #storage: Storage | null;
  #prefix: string;
  #structureKey: string;
  #hand: HandMark | null;
  /** The entries as they were when this tab last read or wrote them. */
  #seen = new Map<string, string | null>();
  #behind = new Set<string>();

  constructor(slug: string, storage: Storage | null, hand: HandMark | null) {
    this.#storage = storage;
    this.#prefix = `edit:${slug}:`;
    this.#structureKey = `structure:${slug}`;
    this.#hand = hand;
  }

  get cellIds(): readonly string[] {
    const keys = storedKeys(this.#storage).filter((key) => key.startsWith(this.#prefix));
    return keys.map((key) => key.slice(this.#prefix.length));
  }

  load(cellId: string): StoredEdit | null {
    const key = this.#prefix + cellId;
    return this.#own(key, readEdit(this.#see(key)));
  }

  peek(cellId: string): StoredEdit | null {
    const key = this.#prefix + cellId;
    return this.#own(key, readEdit(this.#read(key)));
  }

  save(cellId: string, { source, baseHash }: StoredEdit): string | null {
    const key = this.#prefix + cellId;
    const mark = this.#hand?.of(key, source + baseHash);
    return this.#write(key, JSON.stringify({ source, baseHash, mark }));
  }

  remove(cellId: string): string | null {
    return this.#write(this.#prefix + cellId, null);
  }

  loadStructure(): ChapterStructure {
    const kept = readStructure(this.#see(this.#structureKey));
    return kept && this.#isOwnStructure(kept) ? kept.structure : publishedStructure;
  }

  saveStructure(structure: ChapterStructure): string | null {
    const plain = toPlainStructure(structure);
    const mark = this.#hand?.of(this.#structureKey, JSON.stringify(plain));
    return this.#write(this.#structureKey, JSON.stringify({ ...plain, mark }));
  }

  get held(): ReaderEdits | null {
    const edits = this.cellIds.flatMap((id): [string, StoredEdit][] => {
      const kept = readEdit(this.#read(this.#prefix + id));
      if (!kept || this.#own(this.#prefix + id, kept)) return [];
      return [[id, { source: kept.source, baseHash: kept.baseHash }]];
    });
    const kept = readStructure(this.#read(this.#structureKey));
    const structure = kept && !this.#isOwnStructure(kept) ? kept.structure : publishedStructure;
    return edits.length === 0 && isPublished(structure) ? null : { structure, edits: new Map(edits) };
  }

  dropHeld(): void {
    const { held } = this;
    if (!held) return;
    for (const id of held.edits.keys()) this.#drop(this.#prefix + id);
    const kept = readStructure(this.#read(this.#structureKey));
    if (kept && !this.#isOwnStructure(kept)) this.#drop(this.#structureKey);
  }

  isBehind(cellId: string | null): boolean {
    return this.#behind.has(this.#keyOf(cellId));
  }

  watch(listener: (cellId: string | null) => void): () => void {
    const notice = (event: StorageEvent) => {
      const { key } = event;
      if (!isOfStorage(event, this.#storage)) return;
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

  /** Null for an entry without our mark. */
  #own(key: string, kept: MarkedEdit | null): StoredEdit | null {
    if (!kept || kept.mark !== (this.#hand?.of(key, kept.source + kept.baseHash) ?? kept.mark)) return null;
    return { source: kept.source, baseHash: kept.baseHash };
  }

  #isOwnStructure({ structure, mark }: MarkedStructure): boolean {
    return !this.#hand || mark === this.#hand.of(this.#structureKey, JSON.stringify(toPlainStructure(structure)));
  }

  #drop(key: string): void {
    keepText(this.#storage, key, null);
    this.#see(key);
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

interface MarkedEdit extends StoredEdit {
  readonly mark: unknown;
}

interface MarkedStructure {
  readonly structure: ChapterStructure;
  readonly mark: unknown;
}

/** Anything may stand under our key: of an older version of the course, or of somebody else's hand. */
function readEdit(text: string | null): MarkedEdit | null {
  const value = parse(text);
  if (typeof value !== "object" || value === null || !("source" in value) || !("baseHash" in value)) return null;
  const { source, baseHash } = value;
  return typeof source === "string" && typeof baseHash === "string"
    ? { source, baseHash, mark: "mark" in value ? value.mark : null }
    : null;
}

function readStructure(text: string | null): MarkedStructure | null {
  try {
    const value = parse(text);
    if (typeof value !== "object" || value === null) return null;
    const structure = readPlainStructure(value, "kept order of the cells");
    return { structure, mark: "mark" in value ? value.mark : null };
  } catch {
    return null;
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
