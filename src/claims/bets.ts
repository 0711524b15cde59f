import { findStorage, keepText, readJson } from "../browser/storage.ts";

/** What a reader said about a claim before seeing the outcome; "shown": looked without betting. */
export type Answer = "yes" | "no" | "unsure" | "shown";

export interface BetChange {
  readonly claimId: string;
  readonly answer: Answer;
}

/** The reader's bets of one chapter. */
export interface Bets {
  read(claimId: string): Answer | null;
  place(claimId: string, answer: Answer): void;
  /** Calls back on every change until the signal ends. */
  onChange(changed: (change: BetChange) => void, options?: { readonly signal?: AbortSignal }): void;
}

const answers: readonly unknown[] = ["yes", "no", "unsure", "shown"] satisfies Answer[];

/**
 * The bets of a chapter, kept in this browser. Where storage is full, blocked or garbled, bets last as long as the page.
 * @param chapter the chapter's slug
 */
export function openBets(chapter: string, storage: Storage | null = findStorage()): Bets {
  const key = `bets:${chapter}`;
  const placed = new Map(readAnswers(storage, key));
  const changes = new EventTarget();
  return {
    read: (claimId) => placed.get(claimId) ?? null,
    place: (claimId, answer) => {
      placed.set(claimId, answer);
      // A full or blocked storage costs the reader the memory of the bet, nothing else.
      keepText(storage, key, JSON.stringify(Object.fromEntries(placed)));
      changes.dispatchEvent(new CustomEvent<BetChange>("bet", { detail: { claimId, answer } }));
    },
    onChange: (changed, { signal } = {}) => {
      const listener = (event: Event) => changed((event as CustomEvent<BetChange>).detail);
      changes.addEventListener("bet", listener, { ...(signal === undefined ? {} : { signal }) });
    },
  };
}

function readAnswers(storage: Storage | null, key: string): [string, Answer][] {
  const stored = readJson(storage, key);
  if (typeof stored !== "object" || stored === null) return [];
  return Object.entries(stored).filter((entry): entry is [string, Answer] => answers.includes(entry[1]));
}
