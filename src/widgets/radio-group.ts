import { htmlElement } from "../browser/elements.ts";

/** A question with a few answers, one of which is always chosen. */
export interface RadioGroup<Key extends string> {
  readonly element: HTMLElement;
  /** Shows another answer; nobody is told. */
  readonly show: (key: Key) => void;
}

let count = 0;

/** @param chosen called when the reader chooses; what the radio button itself would tell the page stays within */
export function radioGroup<Key extends string>(
  legend: string,
  choices: readonly (readonly [key: Key, words: string])[],
  chosen: (key: Key) => void,
): RadioGroup<Key> {
  const name = `widget-choice-${++count}`;
  const radios = new Map<Key, HTMLInputElement>();
  const labels = choices.map(([key, words]) => {
    const radio = htmlElement("input", { type: "radio", name, value: key });
    radio.addEventListener("input", (event) => {
      event.stopPropagation();
      chosen(key);
    });
    radios.set(key, radio);
    return htmlElement("label", {}, radio, htmlElement("span", {}, words));
  });
  const element = htmlElement("fieldset", "widget-choice", htmlElement("legend", {}, legend), ...labels);
  const show = (key: Key): void => radios.forEach((radio, each) => (radio.checked = each === key));
  return { element, show };
}
