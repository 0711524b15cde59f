import type { CellSet } from "./cell/cell-set.ts";
import type { CellStarts } from "./cell/cell-starts.ts";
import { isBusy } from "./cell/cell-state.ts";
import { runAll } from "./cell/run-all.ts";
import { endsInTime } from "./patience.ts";
import { untilCalm } from "./runtime/until-calm.ts";

/** Run all goes on with the next cell when one has given no sign of life for so long. */
const silenceMs = 60_000;
/** Whoever wants all cells computed waits so long for those that hang on a training. */
const patienceMs = 20_000;

interface RunsHost {
  readonly cells: CellSet;
  readonly starts: CellStarts;
  /** Asks again for parts of the library that did not come. */
  readonly retryParts: () => void;
  readonly subscribe: Parameters<typeof endsInTime>[1]["subscribe"];
}

/** Runs that the reader asks for: of one cell, with those that it needs, of all. */
export class ChapterRuns {
  #host: RunsHost;
  /** Runs that were asked for and have not begun: texts are being read. */
  #asked = 0;

  constructor(host: RunsHost) {
    this.#host = host;
  }

  /** Runs the cell's present text, after what it needs in a page that runs nothing by itself, and waits for its end. */
  async run(id: string): Promise<void> {
    const { cells, starts, retryParts } = this.#host;
    const cell = cells.find(id);
    retryParts();
    this.#asked++;
    try {
      await starts.prepareRun(cell);
      await cell.run();
    } finally {
      this.#asked--;
    }
    await untilCalm(() => cells.get(id) !== cell || !isBusy(cell.state));
  }

  /** @param tried those that were run for it already */
  async runWithNeeded(id: string, tried = new Set<string>()): Promise<void> {
    await this.run(id);
    const { state } = this.#host.cells.find(id);
    if (state.kind !== "waiting" || tried.has(state.forCell)) return;
    tried.add(state.forCell);
    await this.runWithNeeded(state.forCell, tried);
    await this.runWithNeeded(id, tried);
  }

  async ended(id: string): Promise<void> {
    const { cells } = this.#host;
    await untilCalm(() => !cells.get(id) || !isBusy(cells.find(id).state));
  }

  /** @returns those that gave no sign for a minute, and are left at work */
  async runAll(signal: AbortSignal): Promise<readonly string[]> {
    const { cells, starts } = this.#host;
    await starts.wakeAll();
    const run = async (id: string) =>
      !cells.get(id) || endsInTime(this.run(id), this.#host, { id, patienceMs: silenceMs });
    return runAll(cells.all, run, signal);
  }

  /** Starts what the reader has not come near yet, and waits until it is computed: for a while, where it needs a training. */
  async startAll(): Promise<void> {
    const started = await this.#host.starts.wakeAll();
    const { cells } = this.#host;
    const computed = untilCalm(
      () => !started.some(({ state }) => isBusy(state)) && !cells.all.some(({ isLoading }) => isLoading),
    );
    await Promise.race([computed, new Promise((late) => setTimeout(late, patienceMs))]);
  }

  /** Resolves when no cell is queued, running or paused any more, or about to be, and no recording is on its way. */
  async settled(): Promise<void> {
    await this.#host.starts.looked();
    await untilCalm(
      () => this.#asked === 0 && !this.#host.cells.all.some(({ state, isLoading }) => isLoading || isBusy(state)),
    );
  }
}
