import type { CompiledCell } from "../../notebook/chapter.ts";
import type { KeptRun } from "../reader/run-store.ts";
import { refuseUnrun } from "./cell-error.ts";
import type { CellState } from "./cell-state.ts";
import type { Recordings } from "./recordings.ts";

/** What a manual cell holds without having run on this page: the reader's own run that was kept, or the recorded one. */
export class HeldRun {
  readonly #cellId: string;
  readonly #recordings: Recordings;
  #kept: KeptRun | null = null;
  #awaited = 0;
  #isMissing = false;

  constructor(cellId: string, recordings: Recordings) {
    this.#cellId = cellId;
    this.#recordings = recordings;
  }

  /** The reader's own. */
  get kept(): KeptRun | null {
    return this.#kept;
  }

  take(run: KeptRun): void {
    this.#kept = run;
  }

  forget(): void {
    this.#kept = null;
  }

  /** Whether the recording is on its way. */
  get isLoading(): boolean {
    return this.#awaited > 0;
  }

  /** Whether the recording did not come when it was asked for last. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  get state(): CellState {
    if (this.#kept === null) {
      const label = this.#recordings.labelOf(this.#cellId);
      return label === undefined ? { kind: "not-run" } : { kind: "recorded", label };
    }
    const { elapsedMs, date } = this.#kept;
    return { kind: "done", elapsedMs, made: date };
  }

  /**
   * What the cell computes without a run: the reader's own value too waits for the recording, which it is compared with.
   * @returns a promise of it while the recording is on its way
   * @throws NotRunError where there is nothing
   */
  value(compiled: Pick<CompiledCell, "outputs">): unknown {
    const kept = this.#kept;
    if (kept === null && !this.#isRecorded) return refuseUnrun();
    const pick = (recording: unknown) => byName(kept === null ? recording : kept.value, compiled);
    const recording = this.recording();
    return recording instanceof Promise ? recording.then(pick) : pick(recording);
  }

  /** The recorded value, or a promise of it; undefined where nothing was recorded. */
  recording(): unknown {
    const recording = this.#isRecorded ? this.#recordings.read(this.#cellId) : undefined;
    return recording instanceof Promise ? this.#follow(recording) : recording;
  }

  get #isRecorded(): boolean {
    return this.#recordings.labelOf(this.#cellId) !== undefined;
  }

  async #follow(coming: Promise<unknown>): Promise<unknown> {
    this.#awaited++;
    this.#isMissing = false;
    try {
      return await coming;
    } catch (error) {
      this.#isMissing = true;
      throw error;
    } finally {
      this.#awaited--;
    }
  }
}

/** A value is the cell's itself; for a cell of several names it is an object of them. */
function byName(value: unknown, { outputs }: Pick<CompiledCell, "outputs">): unknown {
  const [name] = outputs;
  if (name === undefined) return value;
  return outputs.length === 1 ? new Map([[name, value]]) : new Map(Object.entries(value as object));
}
