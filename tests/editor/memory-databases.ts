/**
 * As much of IndexedDB as the store of runs uses, in memory: transactions that are kept whole or not at all.
 * @param mostBytes what the browser gives: more is a QuotaExceededError at the transaction's end
 */
export function createDatabases(mostBytes = Infinity): IDBFactory {
  const stores = new Map<string, Map<string, unknown>>();
  const database = {
    createObjectStore: (name: string) => void stores.set(name, new Map()),
    transaction: () => transaction(stores, mostBytes),
    close: () => undefined,
  };
  let isNew = true;
  const open = () => {
    const request = { result: database, onupgradeneeded: null, onsuccess: null } as unknown as IDBOpenDBRequest;
    later(() => {
      if (isNew) request.onupgradeneeded?.(new Event("upgradeneeded") as IDBVersionChangeEvent);
      isNew = false;
      request.onsuccess?.(new Event("success"));
    });
    return request;
  };
  return { open } as unknown as IDBFactory;
}

/** Of keys that are texts. */
export const keyRange = { bound: (lower: string, upper: string) => ({ lower, upper }) };

interface Range {
  readonly lower: string;
  readonly upper: string;
}

function transaction(stores: Map<string, Map<string, unknown>>, mostBytes: number) {
  const before = new Map([...stores].map(([name, entries]) => [name, new Map(entries)] as const));
  const done = { oncomplete: null, onabort: null, error: null } as {
    oncomplete: (() => void) | null;
    onabort: (() => void) | null;
    error: Error | null;
  };
  const ask = <T>(read: () => T) => {
    const request = { result: undefined as T | undefined, onsuccess: null as (() => void) | null };
    later(() => {
      request.result = read();
      request.onsuccess?.();
    });
    return request;
  };
  later(() => {
    later(() => {
      if (sizeOf(stores) <= mostBytes) return done.oncomplete?.();
      for (const [name, entries] of before) stores.set(name, entries);
      done.error = new DOMException("full", "QuotaExceededError");
      done.onabort?.();
    });
  });
  const objectStore = (name: string) => {
    const entries = stores.get(name) ?? new Map<string, unknown>();
    const within = ({ lower, upper }: Range = { lower: "", upper: "\uffff" }) =>
      [...entries].filter(([key]) => key >= lower && key <= upper).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      getAll: (range?: Range) => ask(() => within(range).map(([, value]) => value)),
      getAllKeys: (range?: Range) => ask(() => within(range).map(([key]) => key)),
      put: (value: unknown, key: string) => void entries.set(key, value),
      delete: (key: string) => void entries.delete(key),
      clear: () => entries.clear(),
    };
  };
  return Object.assign(done, { objectStore });
}

function sizeOf(stores: ReadonlyMap<string, ReadonlyMap<string, unknown>>): number {
  const values = [...stores.values()].flatMap((entries) => [...entries.values()]);
  return values.reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0);
}

function later(work: () => void): void {
  setTimeout(work);
}
