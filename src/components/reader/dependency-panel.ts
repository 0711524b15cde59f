import { relateCells, type CellRelations } from "../../host/cell/dependencies.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { RunCosts } from "../../host/run-costs.ts";
import { DependencyArcs } from "./dependency-arcs.ts";
import { DependencyRow } from "./dependency-row.ts";
import { htmlElement } from "../../browser/elements.ts";
import { textButton } from "../site/buttons.ts";

const note =
  "Time is that of the last run on this page. Memory is that of the cell's result; what a training engine holds while " +
  "it works is unknown to the page.";

/** All cells of the page with what they need and feed, which of them are out of date and why, and what they cost. */
export class DependencyPanel {
  readonly root = htmlElement("dialog", "dependency-panel");
  #notebook: Notebook;
  #costs: RunCosts;
  #summary = htmlElement("p", "dependency-summary");
  #list = htmlElement("ol", "dependency-list");
  #arcs = new DependencyArcs();
  #rows = new Map<string, DependencyRow>();
  #cells: readonly CellRelations[] = [];
  #isDue = false;
  #timer = 0;
  #onClose: (isLeft: boolean) => void;

  /** @param onClose called when the reader closes it, or leaves it for a cell */
  constructor(notebook: Notebook, costs: RunCosts, onClose: (isLeft: boolean) => void) {
    this.#notebook = notebook;
    this.#costs = costs;
    this.#onClose = onClose;
    const close = textButton("dependency-close", "Close", () => this.close());
    const title = htmlElement("h2", "dependency-title", "Cells and what they need");
    title.tabIndex = -1;
    title.id = "dependency-title";
    this.root.setAttribute("aria-labelledby", title.id);
    const body = htmlElement("div", "dependency-body", this.#arcs.root, this.#list);
    this.root.append(
      htmlElement("header", "dependency-header", title, close),
      this.#summary,
      body,
      htmlElement("p", "dependency-note", note),
    );
    this.root.addEventListener("keydown", (event) => this.#pressed(event));
    for (const type of ["focusin", "focusout", "pointerover", "pointerout"] as const)
      this.#list.addEventListener(type, (event) => this.#emphasize(event));
    this.#list.addEventListener("click", ({ target }) => {
      // There it would cover the cell that the link leads to.
      const isNarrow = !matchMedia("(width >= 60rem)").matches;
      if (isNarrow && target instanceof Element && target.closest("a")) this.close(true);
    });
    new ResizeObserver(() => this.#draw()).observe(this.#list);
    notebook.subscribe(() => this.#changed());
    notebook.reader.subscribe(() => this.#changed());
  }

  get isOpen(): boolean {
    return this.root.open;
  }

  open(): void {
    this.root.show();
    void this.#notebook.startAll();
    this.#render();
    this.#changed();
    this.#timer = window.setInterval(() => this.#changed(), 1000);
    this.root.querySelector("h2")?.focus();
  }

  /** @param isLeft the focus goes to a cell */
  close(isLeft = false): void {
    clearInterval(this.#timer);
    this.root.close();
    this.#onClose(isLeft);
  }

  /** Not at every frame: drawing all rows takes time that a running cell needs. */
  #changed(): void {
    if (this.#isDue || !this.isOpen) return;
    this.#isDue = true;
    setTimeout(() => {
      void this.#costs.measure().then(() => {
        this.#isDue = false;
        if (this.isOpen) this.#render();
      });
    }, 200);
  }

  #render(): void {
    const nowMs = performance.now();
    const cells = relateCells(this.#notebook.graph);
    this.#cells = cells;
    const rows = new Map<string, DependencyRow>();
    for (const cell of cells) {
      const { id } = cell;
      const row = this.#rows.get(id) ?? new DependencyRow(id);
      const costs = { elapsedMs: this.#costs.elapsedMs(id), size: this.#costs.size(id) };
      row.show(cell, this.#notebook.view(id).run, costs, nowMs);
      rows.set(id, row);
    }
    this.#rows = rows;
    const shown = [...rows.values()].map(({ root }) => root);
    if (shown.some((row, at) => this.#list.children[at] !== row) || this.#list.childElementCount !== shown.length)
      this.#list.replaceChildren(...shown);
    const outdated = cells.filter((cell) => cell.outdated !== null).length;
    const words = `${cells.length} cells; ${outdated === 0 ? "none is out of date" : `${outdated} out of date`}.`;
    if (this.#summary.textContent !== words) this.#summary.textContent = words;
    this.#draw();
  }

  #draw(): void {
    const middles = new Map([...this.#rows].map(([id, { root }]) => [id, root.offsetTop + 14] as const));
    const arcs = this.#cells.flatMap(({ id, feeds }) => feeds.map((to) => ({ from: id, to })));
    this.#arcs.draw(arcs, middles, this.#list.offsetHeight);
  }

  #emphasize({ type, target }: Event): void {
    const isOver = type === "focusin" || type === "pointerover";
    const row = isOver && target instanceof Element ? target.closest<HTMLElement>(".dependency-row") : null;
    const id = row?.dataset["id"] ?? null;
    this.#arcs.emphasize(id);
    const related = this.#cells.find((cell) => cell.id === id);
    for (const [each, { root }] of this.#rows) {
      if (related?.needs.includes(each)) root.dataset["side"] = "needs";
      else if (related?.feeds.includes(each)) root.dataset["side"] = "feeds";
      else delete root.dataset["side"];
    }
  }

  /** Escape closes; the arrow keys go from cell to cell, Tab through all links. */
  #pressed(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...this.#rows.values()].flatMap(({ root }) => root.querySelector("a") ?? []);
    const row = document.activeElement?.closest(".dependency-row");
    const at = links.findIndex((link) => row?.contains(link));
    links[event.key === "ArrowDown" ? at + 1 : Math.max(0, at - 1)]?.focus();
    event.preventDefault();
  }
}
