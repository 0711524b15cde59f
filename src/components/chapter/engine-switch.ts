import type { EngineChoice } from "../../training/contract/protocol.ts";
import { probeWebgl, type WebglSupport } from "../../training/engines/engine-choice.ts";
import { preferEngine, preferredEngine } from "../../training/page/engine-preference.ts";

const choices: readonly EngineChoice[] = ["auto", "webgl", "wasm"];

/**
 * Lets the reader say on which engine cells train that do not name one. The choice is kept in the browser; runs that
 * have begun stay where they are. A choice that costs much here is warned about, and made all the same.
 */
export function connectEngineSwitch(document: Document): void {
  const root = document.querySelector<HTMLElement>("[data-engine-switch]");
  const select = root?.querySelector("select");
  if (!root || !select) return;
  const warning = document.querySelector("[data-engine-warning]");
  const warn = (choice: EngineChoice): void => {
    if (warning) warning.textContent = choice === "webgl" ? warnOfWebgl(probeWebgl()) : "";
  };
  root.hidden = false;
  select.value = preferredEngine();
  warn(preferredEngine());
  select.addEventListener("change", () => {
    const choice = choices.find((each) => each === select.value);
    if (choice === undefined) return;
    preferEngine(choice);
    warn(choice);
  });
}

/** What a reader who chooses WebGL has to know of it here; empty where a graphics processor is behind it. */
export function warnOfWebgl(webgl: WebglSupport): string {
  if (webgl.kind === "missing") return "This browser has no WebGL 2: cells that train will refuse. Choose wasm.";
  if (!webgl.float32) return "WebGL has 16 bits only on this device: cells that train will refuse. Choose wasm.";
  if (!webgl.software) return "";
  return "Here WebGL is drawn by the processor, in software: training is about four times slower than on wasm.";
}
