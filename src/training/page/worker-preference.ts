import { findStorage, keepText, readText } from "../../browser/storage.ts";

const key = "workers";
/** More than any training has runs. */
const mostWorkers = 64;

/** What was chosen on this page, for where it cannot be stored; "usual" stands for no choice. */
let chosen: number | "usual" | null = null;

/** How many workers train at once where the reader has not chosen: one processor core is left to the page. */
export function usualWorkers(): number {
  return Math.min(mostWorkers, Math.max(1, coreCount() - 1));
}

/** The processor's cores, as the browser counts them; 1 where it does not say. */
export function coreCount(): number {
  const { hardwareConcurrency = 1 } = (globalThis.navigator ?? {}) as Partial<Navigator>;
  return hardwareConcurrency;
}

/** The reader's choice; null where there is none. */
export function chosenWorkers(): number | null {
  const count = Number(chosen ?? readText(findStorage(), key));
  return Number.isInteger(count) && count >= 1 && count <= mostWorkers ? count : null;
}

/** How many workers may train at once. */
export function preferredWorkers(): number {
  return chosenWorkers() ?? usualWorkers();
}

/** Keeps the choice in the browser; where that is forbidden it lasts as long as the page. Null: as many as usual. */
export function preferWorkers(count: number | null): void {
  chosen = count ?? "usual";
  keepText(findStorage(), key, count === null ? null : String(count));
}
