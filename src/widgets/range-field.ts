import { htmlElement } from "../browser/elements.ts";
import { formatExact } from "../charts/frame/number-format.ts";

export interface RangeSettings {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A slider with words in front of it and its number behind it. */
export interface RangeField {
  readonly element: HTMLElement;
  readonly show: (value: number) => void;
}

export function rangeField(words: string, range: RangeSettings, moved: (value: number) => void): RangeField {
  const input = htmlElement("input", { type: "range", ...range });
  const shown = htmlElement("span", "range-number");
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    // Steps of a slider come with the rounding of binary fractions
    moved(Number(input.valueAsNumber.toFixed(4)));
  });
  const element = htmlElement("label", "range-field", htmlElement("span", {}, words), input, shown);
  const show = (value: number): void => {
    input.valueAsNumber = value;
    shown.textContent = formatExact(value);
  };
  return { element, show };
}
