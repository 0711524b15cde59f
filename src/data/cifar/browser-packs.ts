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
};

export async function removeBrowserPacks(): Promise<void> {
  await ask("readwrite", (store) => store.clear());
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
  const { name, message } = error instanceof DOMException ? error : { name: "", message: String(error) };
  if (name === "QuotaExceededError") {
    const remedy = "Free some space, or bring one training batch and test_batch.bin only (37 MB).";
    throw refuse("CIFAR-10", "there is no room for the images in this browser's storage", remedy);
  }
  const remedy = "Private windows often forbid it; try an ordinary one.";
  throw refuse("CIFAR-10", `this browser does not keep files for the page (${message})`, remedy);
}
