import { htmlElement } from "../browser/elements.ts";
import { middle, type PixelSignals, type PixelTask } from "../signals/pixel-bottleneck.ts";
import { signed, type Followed } from "./squeeze-words.ts";

/**
 * The numbers from top to bottom. Those that are computed are buttons; one of them can be reached with Tab, and the arrow
 * keys go from one to the next.
 */
export function squeezeRows(
  task: PixelTask,
  signals: PixelSignals,
  start: Followed,
  followed: (next: Followed) => void,
): HTMLElement {
  const numbers: { readonly at: Followed; readonly button: HTMLButtonElement }[] = [];
  const choose = (chosen: Followed): void => {
    for (const { at, button } of numbers) {
      const isChosen = at.row === chosen.row && at.channel === chosen.channel;
      button.tabIndex = isChosen ? 0 : -1;
      button.setAttribute("aria-pressed", String(isChosen));
    }
  };
  const number = (row: Followed["row"], channel: number, value: number): HTMLElement => {
    const at = { row, channel };
    const button = htmlElement("button", { type: "button", class: "squeeze-number" }, signed(value));
    button.setAttribute("aria-label", `${rowNames[row]}, channel ${channel + 1}: ${signed(value)}`);
    button.addEventListener("click", () => {
      choose(at);
      followed(at);
    });
    numbers.push({ at, button });
    return button;
  };
  const element = htmlElement(
    "div",
    { class: "squeeze-flow", role: "group", "aria-label": "Numbers to follow" },
    row("x: the pixel’s channels", plainNumbers(task.x[middle] ?? [])),
    row(
      "1×1 squeezes, at all nine pixels",
      signals.squeezed.map((values, channel) => grid(values, number("squeezed", channel, values[middle] ?? 0))),
    ),
    row(
      "3×3 looks around",
      signals.looked.map((value, channel) => number("looked", channel, value)),
    ),
    row(
      "1×1 widens: F",
      signals.widened.map((value, channel) => number("widened", channel, value)),
    ),
    row(
      "y: F and the shortcut",
      signals.y.map((value, channel) => number("y", channel, value)),
    ),
  );
  element.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const now = numbers.findIndex(({ button }) => button.tabIndex === 0);
    const next = numbers[Math.min(numbers.length - 1, Math.max(0, now + step))];
    next?.button.focus();
    next?.button.click();
  });
  choose(start);
  return element;
}

const rowNames: Readonly<Record<Followed["row"], string>> = {
  squeezed: "Squeezed",
  looked: "Behind the 3×3",
  widened: "F",
  y: "y",
};

function row(words: string, numbers: readonly HTMLElement[]): HTMLElement {
  return htmlElement(
    "div",
    "squeeze-row",
    htmlElement("p", "squeeze-name", words),
    htmlElement("div", "squeeze-numbers", ...numbers),
  );
}

function plainNumbers(values: readonly number[]): HTMLElement[] {
  return values.map((value) => htmlElement("span", "squeeze-number", signed(value)));
}

/** A channel of nine pixels; the one in the middle is followed. */
function grid(values: readonly number[], followed: HTMLElement): HTMLElement {
  const cells = values.map((value, at) =>
    at === middle ? followed : htmlElement("span", "squeeze-number", signed(value)),
  );
  return htmlElement("div", "squeeze-grid", ...cells);
}
