import { htmlElement } from "../../browser/elements.ts";
import { redrawable } from "../../browser/redrawable.ts";
import { chartFigure, type FigureParts } from "./figure.ts";

const choices = ["recorded", "mine", "both"] as const;
export type ShownRun = (typeof choices)[number];

/** What a figure of an own and a recorded run can be of. */
export type RunFigures = Readonly<Record<ShownRun, () => FigureParts>> & {
  /** The own run goes on: its figure is replaced many times a second, too often for a control. */
  readonly isGoingOn: boolean;
};

/** By the runs that are compared: all figures of the same runs show the same. */
const chosen = new Map<string, ShownRun>();
const changes = new EventTarget();
let count = 0;

/**
 * A figure above whose drawing a switch stands: the recorded run, the reader's own, or both.
 * @param key of the runs that are compared
 */
export function switchedFigure(key: string, figures: RunFigures): HTMLElement {
  const draw = () => chartFigure(figures[chosen.get(key) ?? "both"]());
  const figure = draw();
  const control = createSwitch(key, figures.isGoingOn);
  figure.prepend(control);
  const follow = () => {
    if (!figure.isConnected) return changes.removeEventListener(key, follow);
    const fresh = draw();
    for (const { name, value } of fresh.attributes) figure.setAttribute(name, value);
    for (const child of [...figure.children]) if (child !== control) child.remove();
    figure.append(...fresh.childNodes);
    markChosen(control, key);
  };
  changes.addEventListener(key, follow);
  return redrawable(figure, () => {
    const fresh = draw();
    fresh.prepend(createSwitch(key, figures.isGoingOn));
    return fresh;
  });
}

/** One stop for the keyboard; arrows choose. */
function createSwitch(key: string, isGoingOn: boolean): HTMLFieldSetElement {
  const name = `figure-runs-${++count}`;
  const labels = choices.map((choice) => {
    const radio = htmlElement("input", { type: "radio", name, value: choice });
    radio.addEventListener("change", () => {
      chosen.set(key, choice);
      changes.dispatchEvent(new Event(key));
    });
    return htmlElement("label", {}, radio, choice);
  });
  const legend = htmlElement("legend", "visually-hidden", "Which run the figure shows");
  const control = htmlElement("fieldset", "figure-runs", legend, ...labels);
  control.disabled = isGoingOn;
  markChosen(control, key);
  return control;
}

function markChosen(control: HTMLElement, key: string): void {
  const now = chosen.get(key) ?? "both";
  for (const radio of control.querySelectorAll("input")) {
    radio.checked = radio.value === now;
    radio.toggleAttribute("checked", radio.checked);
  }
}
