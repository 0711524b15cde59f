import { findDatabases, refusalSentence, type StorageRefusal } from "../browser/storage.ts";
import { isPlainData } from "../core/is-plain-data.ts";
import type { KeptRun, RunStore } from "../host/reader/run-store.ts";
import { readFile, writeFile } from "../training/saved/format.ts";
import type { HandMark } from "./hand-mark.ts";
import { bytesStore, factsStore, openRunsDatabase, runsOf } from "../browser/runs-database.ts";

/** All runs of all chapters together; the oldest go first. */
const mostBytes = 96 * 2 ** 20;
const mostBytesOfOne = 32 * 2 ** 20;

/** What is kept beside a run's bytes, so that a look at all of them reads none. */
interface Facts {
  readonly key: string;
  readonly size: number;
  readonly date: string;
  readonly mark: string;
}

/**
 * Keeps a chapter's runs in the browser's own database. It is opened at once, before cells run, as nobody can open it
 * later; what has no mark of ours is as if it were not there.
 * @param mostOfAll bytes; a test has few
 */
export function openRunStore(
  slug: string,
  hand: HandMark,
  databases: IDBFactory | null = findDatabases(),
  mostOfAll = mostBytes,
): RunStore {
  const prefix = `${slug}/`;
  const opening = openRunsDatabase(databases).catch(() => null);
  return {
    load: async () => {
      const database = await opening;
      if (!database) return new Map();
      const all = await readAll(database, slug).catch(() => []);
      const known = await Promise.all(all.map(([facts, bytes]) => readRun(facts, bytes, hand)));
      return new Map(known.flatMap((run, at) => (run ? [[all[at]?.[0].key.slice(prefix.length) ?? "", run]] : [])));
    },
    save: async (cellId, run) => {
      // What a cell cannot be given back as it was is not kept: functions, elements, whatever changes by itself.
      if (!isPlainData(run)) return null;
      const database = await opening;
      if (!database) return refusalSentence("this run", "storage is switched off");
      const bytes = writeFile(run);
      if (bytes.length > Math.min(mostBytesOfOne, mostOfAll)) return tooLarge(bytes.length);
      const key = prefix + cellId;
      const mark = await markOf(key, bytes, hand);
      if (mark === null) return refusalSentence("this run", "it refused to store anything");
      const facts: Facts = { key, size: bytes.length, date: run.date, mark };
      return write(database, facts, bytes, mostOfAll).then(() => null, explain);
    },
    remove: async (cellId) => {
      const database = await opening;
      if (database) await removeKeys(database, [prefix + cellId]);
    },
    clearAll: async () => {
      const database = await opening;
      if (!database) return;
      const transaction = database.transaction([factsStore, bytesStore], "readwrite");
      for (const name of [factsStore, bytesStore]) transaction.objectStore(name).clear();
      await ended(transaction);
    },
  };
}

/** Null where it is not ours, or is damaged. */
async function readRun({ key, mark }: Facts, bytes: Uint8Array, hand: HandMark): Promise<KeptRun | null> {
  try {
    return mark === (await markOf(key, bytes, hand)) ? (readFile(bytes) as KeptRun) : null;
  } catch {
    return null;
  }
}

/** The digest stands for the bytes, of which there are millions. Null where the browser has none: pages that came by http. */
async function markOf(key: string, bytes: Uint8Array<ArrayBufferLike>, hand: HandMark): Promise<string | null> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes.slice()));
  return hand.of(`run:${key}`, Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

async function readAll(database: IDBDatabase, slug: string): Promise<[Facts, Uint8Array][]> {
  const transaction = database.transaction([factsStore, bytesStore], "readonly");
  const range = runsOf(slug);
  const facts = transaction.objectStore(factsStore).getAll(range) as IDBRequest<Facts[]>;
  const bytes = transaction.objectStore(bytesStore).getAll(range) as IDBRequest<Uint8Array[]>;
  await ended(transaction);
  return facts.result.map((each, at) => [each, bytes.result[at] ?? new Uint8Array()]);
}

/** Makes room first. What cannot be written leaves everything as it was: it is one transaction. */
async function write(database: IDBDatabase, facts: Facts, bytes: Uint8Array, most: number): Promise<void> {
  const transaction = database.transaction([factsStore, bytesStore], "readwrite");
  const [factsIn, bytesIn] = [transaction.objectStore(factsStore), transaction.objectStore(bytesStore)];
  const known = factsIn.getAll() as IDBRequest<Facts[]>;
  known.onsuccess = () => {
    const others = known.result.filter(({ key }) => key !== facts.key).sort((a, b) => (a.date < b.date ? -1 : 1));
    let total = others.reduce((sum, { size }) => sum + size, facts.size);
    for (const { key, size } of others) {
      if (total <= most) break;
      factsIn.delete(key);
      bytesIn.delete(key);
      total -= size;
    }
    factsIn.put(facts, facts.key);
    bytesIn.put(bytes, facts.key);
  };
  await ended(transaction);
}

async function removeKeys(database: IDBDatabase, keys: readonly string[]): Promise<void> {
  const transaction = database.transaction([factsStore, bytesStore], "readwrite");
  for (const name of [factsStore, bytesStore]) for (const key of keys) transaction.objectStore(name).delete(key);
  await ended(transaction);
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser broke it off"));
  });
}

function explain(error: unknown): string {
  const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
  const refusal: StorageRefusal = isFull ? "its storage is full" : "it refused to store anything";
  return refusalSentence("this run", refusal);
}

function tooLarge(size: number): string {
  return `This run is too large to be kept (${Math.round(size / 2 ** 20)} MB): it will be lost when you leave the page.`;
}
