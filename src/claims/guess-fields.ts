import { htmlElement } from "../browser/elements.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import type { Claim, GuessChoice } from "../notebook/chapter.ts";
import type { Guess } from "./guesses.ts";
import type { ValueScale } from "./value-scale.ts";

/** How a box asks: the form stands where the outcome will be. */
export interface GuessFields {
  readonly root: HTMLElement;
  /** Says whose run the outcome behind it is of. */
  readonly origin: HTMLElement;
}

/** Of a guess that is a number: the value can also be moved in the figure. */
export interface NumberFields extends GuessFields {
  /** Takes a value that was chosen in the figure. */
  setValue(value: number): void;
  /** The figure has been drawn, or drawn anew on another scale. */
  setScale(scale: ValueScale): void;
}

type Place = (guess: Guess) => void;

/** A button for each answer: one press is the guess. */
export function choiceFields(claimId: string, choices: readonly GuessChoice[], place: Place): GuessFields {
  const buttons = choices.map(({ words }) => {
    const button = htmlElement("button", { type: "button", class: "guess-choice" }, words);
    button.addEventListener("click", () => place({ kind: "choice", words }));
    return button;
  });
  const list = htmlElement("div", { class: "guess-choices" }, ...buttons, showButton(place));
  return frame(claimId, list);
}

/** Steps of the slider over the whole axis. */
const steps = 200;

/** A slider with a number beside it, over the range of the figure's axis. */
export function numberFields(
  { id, guess }: Claim,
  { place, moved }: { readonly place: Place; readonly moved: (value: number) => void },
): NumberFields {
  const name = guess.kind === "number" ? guess.arm : "";
  let scale: ValueScale | null = null;
  let value = NaN;
  const slider = htmlElement("input", { type: "range", min: 0, max: steps, "aria-label": `${name} ends at` });
  const number = htmlElement("input", { type: "number", step: "any", "aria-label": `${name} ends at, as a number` });
  const submit = htmlElement("button", { type: "submit", class: "guess-place" }, "Guess");
  const show = (changed: number, from?: HTMLInputElement) => {
    value = changed;
    if (from !== slider) slider.value = String(Math.round(steps * (scale?.shareOf(value) ?? 0)));
    if (from !== number) number.value = String(Number(value.toPrecision(2)));
    slider.setAttribute("aria-valuetext", formatNumber(value, 2));
    moved(value);
  };
  slider.addEventListener("input", () => {
    if (scale !== null) show(scale.valueAt(Number(slider.value) / steps), slider);
  });
  number.addEventListener("input", () => {
    if (Number.isFinite(number.valueAsNumber)) show(number.valueAsNumber, number);
  });
  const words = htmlElement("p", {}, htmlElement("strong", {}, name), " ends at");
  const form = htmlElement(
    "form",
    { class: "guess-number" },
    words,
    htmlElement("div", { class: "guess-row" }, slider, number),
    htmlElement("div", { class: "guess-row" }, submit, showButton(place)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (Number.isFinite(value)) place({ kind: "number", value });
  });
  return {
    ...frame(id, form, "Drag the end of the dotted line, or set it here."),
    setValue: (chosen) => show(Number(chosen.toPrecision(2))),
    setScale: (drawn) => {
      scale = drawn;
      show(Number.isFinite(value) ? value : Number(drawn.valueAt(0.5).toPrecision(2)));
    },
  };
}

function showButton(place: Place): HTMLButtonElement {
  const button = htmlElement("button", { type: "button", class: "guess-show" }, "Show me");
  button.addEventListener("click", () => place({ kind: "shown" }));
  return button;
}

function frame(claimId: string, fields: HTMLElement, hint = ""): GuessFields {
  const title = htmlElement("p", { class: "guess-title", id: `guess-${claimId}` }, "Your guess first");
  const origin = htmlElement("p", { class: "guess-origin" });
  const root = htmlElement(
    "div",
    { class: "guess", role: "group", "aria-labelledby": `guess-${claimId} question-${claimId}` },
    title,
    hint === "" ? null : htmlElement("p", { class: "guess-hint" }, hint),
    fields,
    origin,
  );
  return { root, origin };
}
