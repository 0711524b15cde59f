import { findStorage, keepText, readJson } from "../../browser/storage.ts";
import { pairNames, type PairName } from "./pair-frame.ts";

/** What the reader said of the two nets. */
export interface PairGuess {
  /** Null: none. */
  readonly guess: PairName | null;
  /** The outcome has been seen: the guess stays as it is. */
  readonly seen: boolean;
}

const key = "front:guess";

/** What was kept in this browser, whatever else stands there. */
export function readGuess(storage: Storage | null = findStorage()): PairGuess {
  const kept = readJson(storage, key);
  const { guess = null, seen = false } = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<PairGuess>;
  return { guess: pairNames.find((name) => name === guess) ?? null, seen: seen === true };
}

/** Where storage is blocked the guess lasts as long as the page. */
export function keepGuess(guess: PairGuess, storage: Storage | null = findStorage()): void {
  keepText(storage, key, JSON.stringify(guess));
}
