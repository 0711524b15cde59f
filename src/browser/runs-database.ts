const databaseName = "course-runs";
export const [factsStore, bytesStore] = ["facts", "bytes"] as const;

/** Where the reader's own runs are kept, of all chapters together: by chapter and cell, `degradation/plainRuns`. */
export function openRunsDatabase(databases: IDBFactory | null): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (databases === null) return reject(new Error("storage is switched off"));
    const opening = databases.open(databaseName, 1);
    opening.onupgradeneeded = () => {
      for (const name of [factsStore, bytesStore]) opening.result.createObjectStore(name);
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("the browser refused it"));
  });
}

/** Of how many cells of a chapter a run of the reader's is kept; 0 where nothing can be. */
export async function countKeptRuns(slug: string, databases: IDBFactory | null): Promise<number> {
  const database = await openRunsDatabase(databases).catch(() => null);
  if (database === null) return 0;
  const keys = database.transaction(factsStore, "readonly").objectStore(factsStore).getAllKeys(runsOf(slug));
  const count = await new Promise<number>((resolve) => {
    keys.onsuccess = () => resolve(keys.result.length);
    keys.onerror = () => resolve(0);
  });
  database.close();
  return count;
}

/** The keys of a chapter's runs. */
export function runsOf(slug: string): IDBKeyRange {
  return IDBKeyRange.bound(`${slug}/`, `${slug}/\uffff`);
}
