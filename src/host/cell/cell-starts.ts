import { findUpstream, findUpstreamOf } from "../../notebook/cell-graph.ts";
import { NearView } from "../runtime/near-view.ts";
import type { CellSet } from "./cell-set.ts";
import type { HostedCell } from "./hosted-cell.ts";

/**
 * Hands cells to the runtime: when the chapter is opened or they come near the view, and those that a run needs. What
 * follows from a turned knob or a run far down the page is computed when the reader comes near: the knob's own figures
 * would wait for all of it.
 */
export class CellStarts {
  #cells: CellSet;
  #redefined: () => void;
  /** Cells that the reader has not come near yet, and that nothing needs: what was drawn for all readers stands there. */
  #asleep = new Set<HostedCell>();
  #view: NearView | null = null;

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
    for (const cell of cells) this.#asleep.delete(cell);
    const edited = held ? [] : cells.filter(({ text }) => !text.isApplied);
    if (edited.length > 0) await Promise.all(edited.map((cell) => cell.applyText()));
    this.#redefined();
    for (const cell of cells) if (this.#cells.get(cell.id) === cell) cell.start(held);
  }

  /**
   * Lets every cell sleep until it comes near the view or is needed, in a page whose outputs were drawn before. What is
   * the reader's own starts at once.
   * @param own ids of cells with an answer or a run of the reader's
   */
  async startNearView(own: readonly string[]): Promise<void> {
    const edited = this.#cells.all.filter(({ text }) => !text.isApplied);
    await Promise.all(edited.map((cell) => cell.applyText()));
    this.#redefined();
    this.#asleep = new Set(this.#cells.all);
    await this.wake([...own, ...edited.map(({ id }) => id)]);
    const view = (this.#view = new NearView((ids) => void this.wake(ids)));
    for (const { id, elements } of this.#asleep) for (const element of elements) view.watch(element, id);
  }

  /** Resolves when what is near the view has been started. */
  async looked(): Promise<void> {
    await this.#view?.looked;
  }

  /** Starts cells that sleep, with what they need. @returns those that were started */
  async wake(ids: readonly string[]): Promise<readonly HostedCell[]> {
    if (this.#asleep.size === 0 || ids.length === 0) return [];
    const needed = new Set([...ids, ...findUpstreamOf(this.#cells.all, ids)]);
    const woken = [...this.#asleep].filter(({ id }) => needed.has(id));
    for (const cell of woken) cell.expectStart();
    await this.start(woken);
    return woken;
  }

  /** Starts all that sleep. @returns those */
  async wakeAll(): Promise<readonly HostedCell[]> {
    return this.wake([...this.#asleep].map(({ id }) => id));
  }

  /** Starts what waits. */
  async release(): Promise<void> {
    await this.start(this.#cells.all.filter(({ isHeld }) => isHeld));
  }

  /** Sees to it that a cell that is about to run finds what it needs: nothing else where the page runs nothing by itself. */
  async prepareRun(cell: HostedCell): Promise<void> {
    await this.wake([cell.id]);
    if (this.isHeld) await this.#startNeeded(cell);
    else await this.start(this.#cells.all.filter((each) => each !== cell && each.isUnrun && !each.text.isApplied));
  }

  dispose(): void {
    this.#view?.dispose();
    this.#asleep.clear();
  }

  async #startNeeded(cell: HostedCell): Promise<void> {
    if (cell.isHeld) await cell.applyText();
    const needed = findUpstream(this.#cells.all, cell.id);
    await this.start(this.#cells.all.filter(({ id, isHeld }) => isHeld && needed.includes(id)));
  }
}
