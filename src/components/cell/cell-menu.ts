import { referenceLink } from "../../editor/reference-address.ts";
import { htmlElement } from "../../browser/elements.ts";
import { createButton } from "../site/buttons.ts";
import { cellPatterns, type PatternName } from "./cell-patterns.ts";
import type { ReaderTools } from "./reader-tools.ts";

/** One button that unfolds what can be done with a cell as a whole: one stop for the keyboard, until it is asked for. */
export class CellMenu {
  readonly button: HTMLButtonElement;
  readonly root = htmlElement("div", "cell-menu");
  #cellId: string;
  #tools: ReaderTools;

  constructor(cellId: string, tools: ReaderTools) {
    this.#cellId = cellId;
    this.#tools = tools;
    this.button = createButton("cell-more", "More", cellId, () => this.#setOpen(Boolean(this.root.hidden)));
    this.root.id = `menu-${cellId}`;
    this.root.hidden = true;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", `Add, move, delete: ${cellId}`);
    this.button.setAttribute("aria-controls", this.root.id);
    this.button.setAttribute("aria-expanded", "false");
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#setOpen(false);
      this.button.focus();
    });
  }

  #setOpen(open: boolean): void {
    if (open && !this.root.firstChild) this.root.append(...this.#createButtons());
    this.root.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  #createButtons(): readonly HTMLElement[] {
    const id = this.#cellId;
    const tools = this.#tools;
    const button = (label: string, act: () => void, closes: boolean) =>
      createButton("cell-menu-button", label, id, () => {
        if (closes) this.#setOpen(false);
        act();
      });
    return [
      ...Object.entries(cellPatterns).map(([name, { label }]) =>
        button(label, () => tools.add(id, name as PatternName), true),
      ),
      button("Move up", () => tools.move(id, "up"), false),
      button("Move down", () => tools.move(id, "down"), false),
      button("Delete", () => tools.remove(id), true),
      referenceLink("cell-button cell-menu-button", "What can I use here?"),
    ];
  }
}
