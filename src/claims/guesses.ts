import { findStorage, keepText, readJson } from "../browser/storage.ts";

/** What a reader said before seeing how an experiment came out; "shown": they looked without a guess. */
export type Guess =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "choice"; readonly words: string }
  | { readonly kind: "shown" };

export interface GuessChange {
  readonly claimId: string;
  readonly guess: Guess;
}

/** The reader's guesses of one chapter. */
export interface Guesses {
  /** Null as long as the outcome is to be withheld. */
  read(claimId: string): Guess | null;
  /** The first one stays: whoever has seen the outcome guesses no more. */
  place(claimId: string, guess: Guess): void;
  /** The chapter is read with all outcomes shown. */
  readonly isAllShown: boolean;
  showAll(): void;
  /** Calls back for every guess that is placed, and with null when everything is shown, until the signal ends. */
  onChange(changed: (change: GuessChange | null) => void, options?: { readonly signal?: AbortSignal }): void;
}

const shown: Guess = { kind: "shown" };

/**
 * The guesses of a chapter, kept in this browser. Where storage is full, blocked or garbled, they last as long as the
 * page. Bets, which earlier versions kept, said yes or no to a claim that is read differently now: their outcomes have been seen.
 * @param chapter the chapter's slug
 */
export function openGuesses(chapter: string, storage: Storage | null = findStorage()): Guesses {
  const key = `guesses:${chapter}`;
  const kept = readKept(readJson(storage, key));
  const placed = new Map<string, Guess>([...readBets(readJson(storage, `bets:${chapter}`)), ...kept.placed]);
  let isAllShown = kept.isAllShown;
  const changes = new EventTarget();
  const settle = (change: GuessChange | null) => {
    // A full or blocked storage costs the reader the memory of the guess, nothing else.
    keepText(storage, key, JSON.stringify({ all: isAllShown, placed: Object.fromEntries(placed) }));
    changes.dispatchEvent(new CustomEvent("guess", { detail: change }));
  };
  return {
    read: (claimId) => placed.get(claimId) ?? (isAllShown ? shown : null),
    place: (claimId, guess) => {
      if (isAllShown || placed.has(claimId)) return;
      placed.set(claimId, guess);
      settle({ claimId, guess });
    },
    get isAllShown() {
      return isAllShown;
    },
    showAll: () => {
      if (isAllShown) return;
      isAllShown = true;
      settle(null);
    },
    onChange: (changed, { signal } = {}) => {
      const listener = (event: Event) => changed((event as CustomEvent<GuessChange | null>).detail);
      changes.addEventListener("guess", listener, { ...(signal === undefined ? {} : { signal }) });
    },
  };
}

interface Kept {
  readonly isAllShown: boolean;
  readonly placed: readonly (readonly [string, Guess])[];
}

function readKept(stored: unknown): Kept {
  if (typeof stored !== "object" || stored === null) return { isAllShown: false, placed: [] };
  const { all, placed } = stored as { readonly all?: unknown; readonly placed?: unknown };
  return {
    isAllShown: all === true,
    placed: entriesOf(placed).filter((entry): entry is [string, Guess] => isGuess(entry[1])),
  };
}

function readBets(stored: unknown): [string, Guess][] {
  const answers: readonly unknown[] = ["yes", "no", "unsure", "shown"];
  return entriesOf(stored)
    .filter(([, answer]) => answers.includes(answer))
    .map(([claimId]) => [claimId, shown]);
}

function entriesOf(stored: unknown): [string, unknown][] {
  return typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
}

function isGuess(value: unknown): value is Guess {
  if (typeof value !== "object" || value === null) return false;
  const { kind, value: number, words } = value as Readonly<Record<string, unknown>>;
  return kind === "number" ? Number.isFinite(number) : kind === "choice" ? typeof words === "string" : kind === "shown";
}
