import type { EngineChoice } from "../contract/protocol.ts";

const key = "engine";

/** What was chosen on this page, for where it cannot be stored. */
let chosen: EngineChoice | null = null;

/** The engine that the reader wants wherever a cell does not name one. */
export function preferredEngine(): EngineChoice {
  const stored = chosen ?? withStorage((storage) => storage.getItem(key));
  return stored === "webgl" || stored === "wasm" || stored === "tfjs" ? stored : "auto";
}

/** Keeps the choice in the browser; where that is forbidden it lasts as long as the page. */
export function preferEngine(choice: EngineChoice): void {
  chosen = choice;
  withStorage((storage) => (choice === "auto" ? storage.removeItem(key) : storage.setItem(key, choice)));
}

/** The reader's engine for a cell that leaves the choice open. */
export function applyPreference(choice: EngineChoice): EngineChoice {
  return choice === "auto" ? preferredEngine() : choice;
}

/** Where storage is forbidden or missing the answer is null. */
function withStorage<T>(use: (storage: Storage) => T): T | null {
  if (typeof localStorage === "undefined") return null;
  try {
    return use(localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
