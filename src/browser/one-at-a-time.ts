import { htmlElement } from "./elements.ts";

/** A control for parts of a page of which one is shown; on paper, and when the reader wants it, all are. */
export interface OneAtATime {
  /** Back, place, Next, All. */
  readonly bar: HTMLElement;
  /** Shows the part at this place, counted from 0, unless all are shown. */
  show(at: number): void;
}

/**
 * Shows one of several parts. What is hidden stays in the page, as an exercise's answer does that is not looked at.
 * @param of what a part is called, in one word: "pair"
 */
export function oneAtATime(parts: readonly HTMLElement[], of: string): OneAtATime {
  let current = 0;
  let isAll = false;
  const back = button("Back", () => move(-1));
  const next = button("Next", () => move(1));
  const all = button("", () => ((isAll = !isAll), draw()));
  const place = htmlElement("span", { class: "one-place", role: "status" });
  const move = (by: number): void => {
    current = Math.min(parts.length - 1, Math.max(0, current + by));
    draw();
  };
  const draw = (): void => {
    parts.forEach((part, at) => part.classList.toggle("one-later", !isAll && at !== current));
    // A button that has come to its end is no place for the keyboard.
    const isKept = document.activeElement === back || document.activeElement === next;
    back.disabled = isAll || current === 0;
    next.disabled = isAll || current === parts.length - 1;
    if (isKept && !isAll && (back.disabled || next.disabled)) (back.disabled ? next : back).focus();
    place.textContent = isAll ? `all ${parts.length}` : `${of} ${current + 1} of ${parts.length}`;
    all.textContent = isAll ? "One at a time" : "All at once";
  };
  draw();
  const bar = htmlElement(
    "div",
    { class: "one-bar", role: "group", "aria-label": `Which ${of}` },
    back,
    place,
    next,
    all,
  );
  return {
    bar,
    show: (at) => {
      current = at;
      draw();
    },
  };
}

function button(words: string, act: () => void): HTMLButtonElement {
  const element = htmlElement("button", { type: "button", class: "cell-button one-button" }, words);
  element.addEventListener("click", act);
  return element;
}
