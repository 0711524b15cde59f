import { htmlElement } from "../browser/elements.ts";
import type { Connection } from "../models/connections.ts";
import { titleOf } from "./picked-shortcut.ts";

/** What stands in a block's cell. */
export const letters: Readonly<Record<Connection["kind"], string>> = {
  identity: "x",
  "constant-scaling": "λ",
  "exclusive-gating": "E",
  "shortcut-only-gating": "S",
  convolution: "1×1",
  dropout: "D",
};

/**
 * A cell for each block. One of them can be reached with Tab, the arrow keys go from one to the next, and a press sets
 * it; a pointer sets all that it is drawn over.
 * @param pressed called with the block's place, from 0
 */
export function shortcutStrip(count: number, pressed: (block: number) => void) {
  const cells = Array.from({ length: count }, (_, at) => {
    const cell = htmlElement("button", { type: "button", class: "strip-cell", tabindex: at === 0 ? 0 : -1 });
    cell.addEventListener("click", (event) => {
      // A pointer has set it when it came down
      if (event.detail === 0) pressed(at);
    });
    return cell;
  });
  const element = htmlElement("div", { class: "shortcut-strip", role: "group", "aria-label": "Blocks" }, ...cells);
  const reach = (at: number): void => {
    const next = cells[Math.min(count - 1, Math.max(0, at))];
    for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1;
    next?.focus();
  };
  element.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -count, End: count }[event.key];
    const at = cells.indexOf(event.target as HTMLButtonElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    reach(at + by);
  });
  paintOver(element, cells, pressed);
  const show = (connections: readonly Connection[]): void => {
    cells.forEach((cell, at) => {
      const connection = connections[at] ?? { kind: "identity" };
      cell.textContent = letters[connection.kind];
      cell.dataset["kind"] = connection.kind;
      cell.setAttribute("aria-label", `Block ${at + 1}: ${titleOf(connection)}`);
    });
  };
  return { element, show };
}

function paintOver(element: HTMLElement, cells: readonly HTMLButtonElement[], pressed: (block: number) => void): void {
  let last = -1;
  const paint = ({ clientX, clientY }: PointerEvent): void => {
    const at = cells.findIndex((cell) => {
      const { left, right, top, bottom } = cell.getBoundingClientRect();
      return clientX >= left && clientX < right && clientY >= top && clientY < bottom;
    });
    if (at < 0 || at === last) return;
    last = at;
    pressed(at);
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    last = -1;
    element.setPointerCapture(event.pointerId);
    paint(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) paint(event);
  });
}
