import { htmlElement } from "../../browser/elements.ts";

/** A control of Observable's kind: `value`, and an "input" event when it changes. */
export interface ChoiceControl extends HTMLDivElement {
  value: string | null;
}

let count = 0;

/**
 * A question with answers of which one is chosen: `view(choices("Which?", {a: "this one", b: "that one"}))` is null
 * until an answer is chosen, then its key.
 */
export function choices(question: string, answers: Readonly<Record<string, string>>): ChoiceControl {
  const name = `choice-${++count}`;
  const radios = new Map<string, HTMLInputElement>();
  const labels = Object.entries(answers).map(([key, words]) => {
    const radio = htmlElement("input", { type: "radio", name, value: key });
    radios.set(key, radio);
    return htmlElement("label", {}, radio, htmlElement("span", {}, words));
  });
  const fieldset = htmlElement("fieldset", {}, htmlElement("legend", {}, question), ...labels);
  return Object.defineProperty(htmlElement("div", { class: "choices" }, fieldset), "value", {
    get: () => [...radios].find(([, radio]) => radio.checked)?.[0] ?? null,
    set: (key: string | null) => radios.forEach((radio, each) => (radio.checked = each === key)),
  }) as unknown as ChoiceControl;
}
