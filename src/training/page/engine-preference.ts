import { findStorage, keepText, readText } from "../../browser/storage.ts";
import type { EngineChoice } from "../contract/protocol.ts";

const key = "engine";

/** What was chosen on this page, for where it cannot be stored. */
let chosen: EngineChoice | null = null;

/** The engine that the reader wants wherever a cell does not name one. */
export function preferredEngine(): EngineChoice {
  const stored = chosen ?? readText(findStorage(), key);
  return stored === "webgl" || stored === "wasm" || stored === "tfjs" ? stored : "auto";
}

/** Keeps the choice in the browser; where that is forbidden it lasts as long as the page. */
export function preferEngine(choice: EngineChoice): void {
  chosen = choice;
  keepText(findStorage(), key, choice === "auto" ? null : choice);
}

/** The reader's engine for a cell that leaves the choice open. */
export function applyPreference(choice: EngineChoice): EngineChoice {
  return choice === "auto" ? preferredEngine() : choice;
}
