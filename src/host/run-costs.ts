import type { CellState } from "./cell/cell-state.ts";
import type { Notebook } from "./notebook.ts";
import { measureValue, type ValueSize } from "./cell/value-size.ts";

/** What the last run of each cell cost, as far as the page can tell. */
export class RunCosts {
  #notebook: Notebook;
  #elapsedMs = new Map<string, number>();
  #sizes = new Map<string, ValueSize>();

  /** Follows the notebook from now on: runs that ended before are not known. */
  constructor(notebook: Notebook) {
    this.#notebook = notebook;
    notebook.subscribe((id, { state }) => this.#note(id, state));
  }

  /** Of the last run that ended; null before the first. */
  elapsedMs(id: string): number | null {
    return this.#elapsedMs.get(id) ?? null;
  }

  /** Of the value that the cell had when it was last measured; null where it had none. */
  size(id: string): ValueSize | null {
    return this.#sizes.get(id) ?? null;
  }

  /** Measures the values of all cells that have one and have changed. It waits for no cell that is busy. */
  async measure(): Promise<void> {
    const ids = this.#notebook.cells.filter((id) => !this.#sizes.has(id) && hasValue(this.#notebook.state(id)));
    await Promise.all(
      ids.map(async (id) => {
        const value = await this.#notebook.value(id).catch(() => undefined);
        if (hasValue(this.#notebook.state(id))) this.#sizes.set(id, measureValue(value));
      }),
    );
  }

  #note(id: string, state: CellState): void {
    this.#sizes.delete(id);
    if ((state.kind === "done" || state.kind === "stopped") && state.elapsedMs > 0)
      this.#elapsedMs.set(id, state.elapsedMs);
  }
}

function hasValue({ kind }: CellState): boolean {
  return kind === "done" || kind === "stopped" || kind === "stale" || kind === "recorded";
}
