import { findStorage, keepText, readJson } from "./storage.ts";

/** What is done of a chapter's exercises. */
export interface ExerciseProgress {
  /** Points earned by exercise; 0 where the explanation was read before the answer was right. */
  readonly earned: ReadonlyMap<string, number>;
  /** The answer was right, all checks of it: `points` are earned unless the explanation had been read before. */
  solve(id: string, points: number): void;
  /** The explanation has been read. */
  reveal(id: string): void;
  /** Calls back on every change, also one of another tab. */
  onChange(changed: () => void): void;
}

/** Points by exercise, as they are kept for a chapter. Reads only, so that a page that opens no chapter can show it. */
export function readProgress(slug: string, storage: Storage | null = findStorage()): ReadonlyMap<string, number> {
  const kept = readJson(storage, keyOf(slug));
  if (typeof kept !== "object" || kept === null) return new Map();
  return new Map(Object.entries(kept).filter((entry): entry is [string, number] => isPoints(entry[1])));
}

/** Kept in this browser; where storage is blocked or full, it lasts as long as the page. To be opened before cells run. */
export function openProgress(slug: string, storage: Storage | null = findStorage()): ExerciseProgress {
  let earned = readProgress(slug, storage);
  const listeners = new Set<() => void>();
  const put = (id: string, points: number): void => {
    if (earned.has(id)) return;
    // Another tab may have earned some since.
    earned = new Map([...earned, ...readProgress(slug, storage), [id, points]]);
    keepText(storage, keyOf(slug), JSON.stringify(Object.fromEntries(earned)));
    for (const listener of listeners) listener();
  };
  globalThis.addEventListener("storage", ({ key }) => {
    if (key !== null && key !== keyOf(slug)) return;
    earned = readProgress(slug, storage);
    for (const listener of listeners) listener();
  });
  return {
    get earned() {
      return earned;
    },
    solve: put,
    reveal: (id) => put(id, 0),
    onChange: (changed) => void listeners.add(changed),
  };
}

function keyOf(slug: string): string {
  return `solved:${slug}`;
}

function isPoints(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
