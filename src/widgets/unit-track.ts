import { htmlElement } from "../browser/elements.ts";
import type { Part } from "./placed-value.ts";

type Chip = "BN" | "ReLU";

export interface UnitTrack {
  readonly element: HTMLElement;
  readonly show: (order: readonly Part[]) => void;
}

const whereWords = [
  "before the first weight layer",
  "between the weight layers",
  "at the branch’s end",
  "behind the addition",
];

/**
 * A unit from left to right. Its chips are dragged, moved with the arrow keys, or chosen by a press and moved with the
 * buttons below.
 * @param moved called with the new order
 */
export function unitTrack(moved: (order: readonly Part[]) => void): UnitTrack {
  let order: readonly Part[] = [];
  /** What stands in the track, in order: the same elements all the time, so that they keep focus and pointer. */
  let elements: HTMLElement[] = [];
  const chips = new Map<HTMLElement, Chip>();
  let chosen: HTMLElement | null = null;
  const branch = htmlElement("div", "unit-branch");
  const stream = htmlElement("div", "unit-stream");
  const track = htmlElement(
    "div",
    { class: "unit-track", role: "group", "aria-label": "The unit, from left to right" },
    htmlElement("span", "unit-end", "x"),
    branch,
    stream,
    htmlElement("span", "unit-end", "x′"),
  );
  const partOf = (element: HTMLElement): Part => chips.get(element) ?? (element.textContent as Part);
  const place = (next: readonly HTMLElement[]): void => {
    elements = [...next];
    const sum = elements.findIndex((each) => partOf(each) === "+");
    const focused = document.activeElement;
    branch.replaceChildren(...elements.slice(0, sum));
    stream.replaceChildren(...elements.slice(sum));
    if (focused instanceof HTMLElement && chips.has(focused)) focused.focus();
    order = elements.map(partOf);
    for (const chip of chips.keys()) {
      const before = order.slice(0, elements.indexOf(chip));
      const where = whereWords[before.filter((part) => part === "W" || part === "+").length];
      chip.setAttribute("aria-label", `${chips.get(chip) ?? ""}, ${where ?? ""}`);
    }
  };
  const choose = (chip: HTMLElement): void => {
    chosen = chip;
    for (const each of chips.keys()) each.setAttribute("aria-pressed", String(each === chip));
  };
  const moveTo = (chip: HTMLElement, to: number): void => {
    const others = elements.filter((each) => each !== chip);
    const next = others.toSpliced(Math.min(others.length, Math.max(0, to)), 0, chip);
    if (next.every((each, at) => each === elements[at])) return;
    place(next);
    moved(order);
  };
  const step = (by: number): void => {
    if (chosen !== null) moveTo(chosen, elements.indexOf(chosen) + by);
  };
  const addChip = (chip: Chip): HTMLElement => {
    const element = htmlElement("button", { type: "button", class: "unit-chip", "aria-pressed": "false" }, chip);
    element.addEventListener("focus", () => choose(element));
    element.addEventListener("click", () => choose(element));
    element.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      step(by);
    });
    chips.set(element, chip);
    return element;
  };
  makeChipsDraggable(track, {
    isChip: (element) => chips.has(element),
    others: (chip) => elements.filter((each) => each !== chip),
    taken: choose,
    moveTo,
  });
  const button = (words: string, by: number): HTMLElement => {
    const element = htmlElement("button", { type: "button", class: "widget-button" }, words);
    element.addEventListener("click", () => step(by));
    return element;
  };
  const buttons = htmlElement("div", "unit-buttons", button("← Move it", -1), button("Move it →", 1));
  const show = (next: readonly Part[]): void => {
    if (next.length === order.length && next.every((part, at) => part === order[at])) return;
    const free = [...chips.keys()];
    const parts = next.map((part) => {
      if (part === "W" || part === "+") return htmlElement("span", part === "W" ? "unit-weight" : "unit-sum", part);
      const at = free.findIndex((each) => chips.get(each) === part);
      return at < 0 ? addChip(part) : (free.splice(at, 1)[0] as HTMLElement);
    });
    place(parts);
    if (chosen === null) choose(parts.find((each) => chips.has(each)) as HTMLElement);
  };
  return { element: htmlElement("div", {}, htmlElement("div", "unit-place", track), buttons), show };
}

interface ChipHands {
  readonly isChip: (element: HTMLElement) => boolean;
  readonly others: (chip: HTMLElement) => readonly HTMLElement[];
  readonly taken: (chip: HTMLElement) => void;
  readonly moveTo: (chip: HTMLElement, to: number) => void;
}

/** A chip goes where the pointer is: behind all parts whose middle the pointer has passed. The track keeps the pointer. */
function makeChipsDraggable(track: HTMLElement, { isChip, others, taken, moveTo }: ChipHands): void {
  let held: HTMLElement | null = null;
  track.addEventListener("pointerdown", (event) => {
    const chip = (event.target as Element).closest<HTMLElement>(".unit-chip");
    if (chip === null || !isChip(chip) || event.button !== 0) return;
    event.preventDefault();
    track.setPointerCapture(event.pointerId);
    held = chip;
    held.classList.add("held");
    taken(chip);
  });
  track.addEventListener("pointermove", (event) => {
    if (held === null) return;
    const passed = others(held).filter((each) => {
      const { left, width } = each.getBoundingClientRect();
      return left + width / 2 < event.clientX;
    });
    moveTo(held, passed.length);
  });
  const finish = (): void => {
    held?.classList.remove("held");
    held = null;
  };
  track.addEventListener("pointerup", finish);
  track.addEventListener("pointercancel", finish);
}
