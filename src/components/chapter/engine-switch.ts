import { preferEngine, preferredEngine } from "../../training/page/engine-preference.ts";
import type { EngineChoice } from "../../training/contract/protocol.ts";

const choices: readonly EngineChoice[] = ["auto", "webgl", "wasm"];

/**
 * Lets the reader say on which engine cells train that do not name one. The choice is kept in the browser; runs that
 * have begun stay where they are.
 */
export function connectEngineSwitch(document: Document): void {
  const root = document.querySelector<HTMLElement>("[data-engine-switch]");
  const select = root?.querySelector("select");
  if (!root || !select) return;
  root.hidden = false;
  select.value = preferredEngine();
  select.addEventListener("change", () => {
    const choice = choices.find((each) => each === select.value);
    if (choice !== undefined) preferEngine(choice);
  });
}
