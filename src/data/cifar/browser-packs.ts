import { findDatabases } from "../../browser/storage.ts";
import { refuse } from "../../core/errors.ts";
import type { SplitName } from "../spec.ts";
import { readManifestValue, type PackSink, type PackSource } from "./packs.ts";

const databaseName = "course-data";
const storeName = "cifar-10";
const manifestKey = "manifest";

/** The packs that a reader has brought: kept in the browser's own database, for this site alone. */
export const browserPacks: PackSource = {
  name: "this browser",
  readManifest: async () =>
    // Where storage is forbidden nothing is kept.
    readManifestValue(await ask("readonly", (store) => store.get(manifestKey)).catch(() => null)),
  readPack: async (split, index) => {
    const pack: unknown = await ask("readonly", (store) => store.get(packKey(split, index)));
    if (pack instanceof Uint8Array) return pack;
    throw new Error("it is missing");
  },
};

/** Replaces what is kept. The manifest comes last: what was broken off is not there. */
export const browserSink: PackSink = {
  begin: () => removeBrowserPacks().catch(explainFailure),
  writePack: async (split, index, pack) => {
    await ask("readwrite", (store) => store.put(pack, packKey(split, index))).catch(explainFailure);
  },
  finish: async (manifest) => {
    await ask("readwrite", (store) => store.put(manifest, manifestKey)).catch(explainFailure);
  },
  abandon: removeBrowserPacks,
};

export async function removeBrowserPacks(): Promise<void> {
  await ask("readwrite", (store) => store.clear());
}

/**
 * Removes the packs of an import that never ended: its tab was closed, or the browser crashed. An import that is going on
 * in another tab is left alone.
 */
export async function sweepBrowserPacks(): Promise<void> {
  if (!(await mayHavePacks())) return;
  await importAlone(async () => {
    const manifest = readManifestValue(await ask("readonly", (store) => store.get(manifestKey)));
    if (manifest !== null || (await ask("readonly", (store) => store.count())) === 0) return;
    await removeBrowserPacks();
  });
}

/**
 * Runs a job that writes packs, unless one runs in another tab. The browser gives the right to it back when the tab is
 * closed or crashes.
 * @returns what the job gives; null if another tab has the right
 */
export async function importAlone<Value>(job: () => Promise<Value>): Promise<Value | null> {
  const locks = findLocks();
  if (locks === null) return job();
  // A refusal of the lock itself (storage is blocked) leaves the job to say what is wrong.
  let started = false;
  const run = async (): Promise<Value> => {
    started = true;
    return job();
  };
  return locks
    .request("cifar-10 import", { ifAvailable: true }, async (lock) => (lock === null ? null : run()))
    .catch((error: unknown) => {
      if (started) throw error;
      return run();
    });
}

/** Pages that came by plain http have none. */
function findLocks(): LockManager | null {
  return typeof navigator === "undefined" ? null : ((navigator.locks as LockManager | undefined) ?? null);
}

/** Asks without making a database where there is none. */
async function mayHavePacks(): Promise<boolean> {
  const databases = findDatabases();
  if (databases === null) return false;
  const list = await databases.databases().catch(() => null);
  return list === null || list.some(({ name }) => name === databaseName);
}

function packKey(split: SplitName, index: number): string {
  return `${split}/${index}`;
}

/** One request in a transaction of its own; settles when the transaction is kept. */
async function ask<Result>(
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await openDatabase();
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const asked = request(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error ?? asked.error ?? new Error("the browser broke it off"));
    });
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const databases = findDatabases();
    if (databases === null) throw new Error("storage is switched off");
    const opening = databases.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("the browser refused it"));
  });
}

function explainFailure(error: unknown): never {
  const name = error instanceof Error ? error.name : "";
  if (name === "QuotaExceededError") {
    const room =
      "Nothing of them was kept. Free some space on this device, or bring data_batch_1.bin and test_batch.bin";
    throw refuse("CIFAR-10", "there is no room for the images in this browser's storage", `${room} only (62 MB).`);
  }
  const remedy = "Private windows often forbid it; try an ordinary one.";
  const reason =
    name === "SecurityError" || !(error instanceof DOMException) ? "storage is switched off" : "it refused";
  throw refuse("CIFAR-10", `this browser does not keep files for the page (${reason})`, remedy);
}
