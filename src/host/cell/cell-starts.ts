import { findUpstream } from "../../notebook/cell-graph.ts";
import type { CellSet } from "./cell-set.ts";
import type { HostedCell } from "./hosted-cell.ts";

/** Hands cells to the runtime: all of them when the chapter is opened, later those that come and those that a run needs. */
export class CellStarts {
  #cells: CellSet;
  #redefined: () => void;

  /** @param redefined called when cells may define other names than before */
  constructor(cells: CellSet, redefined: () => void) {
    this.#cells = cells;
    this.#redefined = redefined;
  }

  /** Whether cells wait that would have run by themselves: the page was opened without running anything. */
  get isHeld(): boolean {
    return this.#cells.all.some(({ isHeld }) => isHeld);
  }

  /** @param held let automatic cells wait, with their published text */
  async start(cells: readonly HostedCell[], held = false): Promise<void> {
    const edited = cells.filter(({ text }) => !text.isApplied);
    if (!held) await Promise.all(edited.map((cell) => cell.applyText()));
    this.#redefined();
    for (const cell of cells) if (this.#cells.get(cell.id) === cell) cell.start(held);
  }

  /** Starts what waits. */
  async release(): Promise<void> {
    await this.start(this.#cells.all.filter(({ isHeld }) => isHeld));
  }

  /** Sees to it that a cell that is about to run finds what it needs: nothing else where the page runs nothing by itself. */
  async prepareRun(cell: HostedCell): Promise<void> {
    if (this.isHeld) await this.#startNeeded(cell);
    else await this.start(this.#cells.all.filter((each) => each !== cell && each.isUnrun && !each.text.isApplied));
  }

  async #startNeeded(cell: HostedCell): Promise<void> {
    if (cell.isHeld) await cell.applyText();
    const needed = findUpstream(this.#cells.all, cell.id);
    await this.start(this.#cells.all.filter(({ id, isHeld }) => isHeld && needed.includes(id)));
  }
}
