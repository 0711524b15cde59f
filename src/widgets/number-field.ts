import { htmlElement } from "../browser/elements.ts";

/** A whole number to type, with words in front of it. */
export interface NumberField {
  readonly element: HTMLElement;
  readonly show: (value: number) => void;
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/**
 * What cannot be taken, as while a number is half typed, is marked and nobody is told.
 * @param words what the number is; the field's name where they are not shown
 */
export function numberField(
  words: string,
  { min, max }: NumberRange,
  changed: (value: number) => void,
  isShown = true,
): NumberField {
  const input = htmlElement("input", { type: "number", min, max, step: 1, inputmode: "numeric", autocomplete: "off" });
  const label = htmlElement("span", isShown ? {} : "visually-hidden", words);
  const element = htmlElement("label", "number-field", label, input);
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    const value = input.valueAsNumber;
    const fits = Number.isInteger(value) && value >= min && value <= max;
    input.setAttribute("aria-invalid", String(!fits));
    if (fits) changed(value);
  });
  const show = (value: number): void => {
    input.setAttribute("aria-invalid", "false");
    // What is being typed stays as it is typed
    if (input.valueAsNumber !== value) input.value = String(value);
  };
  return { element, show };
}
