import "@observablehq/inputs/dist/index.css";
import { range as createRange } from "@observablehq/inputs";

/** Observable Inputs with the style sheet that they need. */
export * from "@observablehq/inputs";
export { bind } from "./bind-inputs.ts";

/** A number and a slider for it. The library's label names the number only; the slider gets the same name here. */
export function range(...options: unknown[]): HTMLElement {
  const form = createRange(...options);
  const name = form.querySelector("label")?.textContent;
  if (name) form.querySelector("input[type=range]")?.setAttribute("aria-label", name);
  return form;
}
