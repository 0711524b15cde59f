import type { CompiledCell } from "../../notebook/chapter.ts";
import type { KeptRun } from "../reader/run-store.ts";
import type { CellState } from "./cell-state.ts";
import { recordedValue, unrunState } from "./recording.ts";

/** What a manual cell holds without having run on this page: the reader's own run that was kept, or the recorded one. */
export class HeldRun {
  readonly #recording: unknown;
  #kept: KeptRun | null = null;

  /** @param recording undefined where the chapter has none */
  constructor(recording: unknown) {
    this.#recording = recording;
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

  get state(): CellState {
    if (this.#kept === null) return unrunState(this.#recording);
    const { elapsedMs, date } = this.#kept;
    return { kind: "done", elapsedMs, made: date };
  }

  /** @throws NotRunError where there is nothing */
  value(compiled: Pick<CompiledCell, "outputs">): unknown {
    return recordedValue(this.#kept === null ? this.#recording : this.#kept.value, compiled);
  }
}
