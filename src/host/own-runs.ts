import { upstreamHash } from "../notebook/cell-hashes.ts";
import type { CellSet } from "./cell/cell-set.ts";
import type { HostedCell } from "./cell/hosted-cell.ts";
import { NamesAbove } from "./names-above.ts";
import type { KeptAnswers } from "./reader/kept-answers.ts";
import type { KeptRuns } from "./reader/kept-runs.ts";

/** What a run followed from, and how it comes to outlive the page. */
export class OwnRuns {
  #cells: CellSet;
  #kept: KeptRuns;
  #names: NamesAbove;

  constructor(cells: CellSet, kept: KeptRuns) {
    this.#cells = cells;
    this.#kept = kept;
    this.#names = new NamesAbove(cells);
  }

  /** Gives cells the runs that were kept of them, before they start. */
  async restore(): Promise<void> {
    const kept = await this.#kept.load();
    for (const [id, run] of kept) this.#cells.get(id)?.takeKept(run, () => run.hash === this.#hashOf(id));
  }

  /** A value that is no plain data, or that has changed already, is not kept. */
  async keep(id: string, valueOf: (cell: HostedCell) => Promise<unknown>): Promise<void> {
    const cell = this.#cells.get(id);
    const run = cell?.ownRun ?? null;
    if (!cell || run === null) return;
    const hash = this.#hashOf(id);
    const value = await valueOf(cell).catch(() => undefined);
    const isStill = this.#cells.get(id)?.ownRun?.elapsedMs === run.elapsedMs;
    if (isStill && value !== undefined)
      await this.#kept.keep(id, { ...run, hash, value, date: new Date().toISOString() });
  }

  /** Values of the inputs that a cell hangs on and that do not stand as published, by name. */
  turnedKnobs(id: string, { knobs }: KeptAnswers): ReadonlyMap<string, unknown> {
    if (knobs.size === 0) return knobs;
    const names = this.#names.of(id);
    return new Map([...knobs.values()].flatMap(({ values }) => [...values].filter(([name]) => names.has(name))));
  }

  /** Names that a cell hangs on and that the reader's own text defines. */
  rewrittenNames(id: string): readonly string[] {
    const rewritten = this.#cells.all.filter(({ id: each, text }) => {
      return this.#cells.isAdded(each) || text.applied.source !== text.published.source;
    });
    if (rewritten.length === 0) return [];
    const names = this.#names.of(id);
    return rewritten.flatMap(({ id: each, compiled }) =>
      each === id ? [] : compiled.outputs.filter((name) => names.has(name)),
    );
  }

  #hashOf(id: string): string {
    const cells = this.#cells.all.map(({ id, compiled, text }) => ({ id, compiled, source: text.applied.source }));
    return upstreamHash(cells, id);
  }
}
