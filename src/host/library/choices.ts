import { htmlElement } from "../../browser/elements.ts";
import { declare, parameter } from "../../core/declare.ts";
import { record, text } from "../../core/kinds.ts";

/** A control of Observable's kind: `value`, and an "input" event when it changes. */
export interface ChoiceControl extends HTMLDivElement {
  value: string | null;
}

let count = 0;

export const choices = declare(
  {
    name: "choices",
    help: "An input: a question with answers of which one is chosen. Its value is null until then, and the key of the answer from then on.",
    parameters: [
      parameter("question", text),
      parameter("answers", record(text, { least: 1 }), "What is shown, by the keys among which the value is."),
    ],
    returns: ["HTMLElement", "for view(…)"],
    example:
      'choices("What does a shortcut learn?", {nothing: "Nothing: it has no weights.", identity: "The identity."})',
  },
  (question, answers): ChoiceControl => {
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
  },
);
