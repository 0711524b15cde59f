import { htmlElement } from "../browser/elements.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import type { TraceStop } from "./trace-stops.ts";

/** The form in which the reader says what comes out of a stop, until it is known. */
export interface TraceGuess {
  readonly element: HTMLElement;
  readonly show: (stop: TraceStop, isKnown: boolean) => void;
}

/** @param settled called with whether the guess was right; null where the reader wanted to see it */
export function traceGuess(settled: (wasRight: boolean | null) => void): TraceGuess {
  const field = (words: string) => {
    const input = htmlElement("input", { type: "number", min: 1, step: 1, inputmode: "numeric", autocomplete: "off" });
    return { input, label: htmlElement("label", {}, htmlElement("span", {}, words), input) };
  };
  const [side, channels] = [field("Height and width"), field("Channels")];
  const check = htmlElement("button", { type: "submit", class: "widget-button widget-main" }, "Check");
  const give = htmlElement("button", { type: "button", class: "widget-button" }, "Show me");
  const answer = htmlElement("p", "trace-wrong");
  const element = htmlElement("form", "trace-guess", side.label, channels.label, check, give, answer);
  let output: Shape = [];
  const show = (stop: TraceStop, isKnown: boolean): void => {
    element.classList.toggle("known", isKnown);
    for (const control of [side.input, channels.input, check, give]) control.disabled = isKnown;
    const isNew = output !== stop.output;
    output = stop.output;
    if (isNew) answer.textContent = "";
    side.label.hidden = output.length === 1;
    channels.label.firstElementChild?.replaceChildren(output.length === 1 ? "Numbers" : "Channels");
    // A wrong guess stays there, to be mended.
    if (!isNew && !isKnown) return;
    side.input.value = isKnown && output.length > 1 ? String(output[0]) : "";
    channels.input.value = isKnown ? String(output.at(-1)) : "";
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const [at, deep] = [side.input.valueAsNumber, channels.input.valueAsNumber];
    if (Number.isNaN(deep) || (output.length > 1 && Number.isNaN(at))) {
      answer.textContent = "Fill in the fields first.";
      return;
    }
    const guess = output.length === 1 ? [deep] : [at, at, deep];
    const wasRight = sameShape(guess, output);
    answer.textContent = wasRight ? "" : `Not ${formatShape(guess)}. ${hintFor(guess, output)}`;
    settled(wasRight);
  });
  give.addEventListener("click", () => settled(null));
  for (const { input } of [side, channels]) input.addEventListener("input", (event) => event.stopPropagation());
  return { element, show };
}

function hintFor(guess: Shape, output: Shape): string {
  if (output.length === 1) return "How many numbers are left when each map has become one?";
  if (guess[0] !== output[0] && guess.at(-1) !== output.at(-1))
    return "Look at the first layer's stride, and at its filters.";
  return guess[0] !== output[0]
    ? "The channels are right. Look at the stride."
    : "The sides are right. Count the filters.";
}
