import "@observablehq/inputs/dist/index.css";
import { range as createRange, table as createTable } from "@observablehq/inputs";

/** Observable Inputs with the style sheet that they need. */
export * from "@observablehq/inputs";
export { bind } from "./bind-inputs.ts";

/**
 * A number and a slider for it. The library's label names the number only; the slider gets the same name here. The
 * keyboard stops once: at the number, whose arrow keys go by the same steps.
 */
export function range(...options: unknown[]): HTMLElement {
  const form = createRange(...options);
  const name = form.querySelector("label")?.textContent;
  const slider = form.querySelector("input[type=range]");
  if (name) slider?.setAttribute("aria-label", name);
  if (form.querySelector("input[type=number]")) slider?.setAttribute("tabindex", "-1");
  return form;
}

/** A table of data. It scrolls where it is larger than its place, so the keyboard must get there; its corner gets a word. */
export function table(...options: unknown[]): HTMLElement {
  const form = createTable(...options);
  form.tabIndex = 0;
  const corner = form.querySelector("thead th:first-child");
  if (corner?.childElementCount === 0 && corner.textContent === "") {
    const word = document.createElement("span");
    word.className = "visually-hidden";
    word.textContent = "Row";
    corner.append(word);
  }
  return form;
}
