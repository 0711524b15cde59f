import { noRunStore, type KeptRun, type RunStore } from "./run-store.ts";

/**
 * A browser that takes longer to find what it keeps is not waited for: the recorded runs are shown. Counted in short
 * turns, as a page at work answers the browser late: one long turn would be over before the answer is heard.
 */
const [turns, turnMs] = [30, 100];

/** The reader's own runs of a chapter that outlive the page. */
export class KeptRuns {
  #store: RunStore;
  #changed: (cellId: string) => void;
  #known = new Map<string, KeptRun>();
  #unsaved = new Map<string, string>();

  /** @param changed called when something else is kept of a cell than before */
  constructor(store: RunStore = noRunStore, changed: (cellId: string) => void) {
    this.#store = store;
    this.#changed = changed;
  }

  /** Cells of which a run is kept. */
  get cells(): readonly string[] {
    return [...this.#known.keys()];
  }

  has(cellId: string): boolean {
    return this.#known.has(cellId);
  }

  /** Why a run will be lost when the page goes; null while it is kept, and where there is none. */
  unsaved(cellId: string): string | null {
    return this.#unsaved.get(cellId) ?? null;
  }

  /** What was kept when the page was opened. */
  async load(): Promise<ReadonlyMap<string, KeptRun>> {
    const known = await Promise.race([this.#store.load().catch(() => null), tooLate()]);
    this.#known = new Map(known ?? []);
    return this.#known;
  }

  async keep(cellId: string, run: KeptRun): Promise<void> {
    const problem = await this.#store.save(cellId, run);
    if (problem === null) {
      this.#unsaved.delete(cellId);
      this.#known.set(cellId, run);
    } else this.#unsaved.set(cellId, problem);
    this.#changed(cellId);
  }

  async forget(cellId: string): Promise<void> {
    this.#known.delete(cellId);
    this.#unsaved.delete(cellId);
    await this.#store.remove(cellId).catch(() => undefined);
    this.#changed(cellId);
  }
}

async function tooLate(): Promise<null> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, turnMs));
  return null;
}
