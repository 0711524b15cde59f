import { htmlElement } from "../../browser/elements.ts";

/** A button that says what it does and, to those who do not see where it stands, for which cell. */
export function createButton(className: string, label: string, cellId: string, onClick: () => void): HTMLButtonElement {
  const button = htmlElement("button", `cell-button ${className}`, label);
  button.type = "button";
  button.setAttribute("aria-label", `${label}: ${cellId}`);
  button.addEventListener("click", onClick);
  return button;
}

/** A button whose words say enough by themselves. */
export function textButton(className: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = htmlElement("button", `cell-button ${className}`, label);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}
