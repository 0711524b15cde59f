import { htmlElement } from "../browser/elements.ts";

/** Back, a slider, and on: the way through stops that are counted from 0. */
export function stepControls(count: number, goTo: (at: number) => void) {
  const slider = htmlElement("input", { type: "range", min: 0, max: count - 1, step: 1, value: 0 });
  const button = (words: string, by: number) => {
    const element = htmlElement("button", { type: "button", class: "widget-button" }, words);
    element.addEventListener("click", () => goTo(slider.valueAsNumber + by));
    return element;
  };
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    goTo(slider.valueAsNumber);
  });
  const [back, on] = [button("Back", -1), button("On", 1)];
  const label = htmlElement("label", {}, htmlElement("span", "visually-hidden", "Stop"), slider);
  const element = htmlElement("div", "trace-steps", back, label, on);
  const show = (at: number, stops: number): void => {
    slider.valueAsNumber = at;
    slider.setAttribute("aria-valuetext", `${at + 1} of ${stops}`);
    back.disabled = at === 0;
    on.disabled = at === stops - 1;
  };
  return { element, show };
}
