import type { CompiledCell } from "../../notebook/chapter.ts";
import type { KeptRun } from "../reader/run-store.ts";
import { refuseUnrun } from "./cell-error.ts";
import type { CellHost } from "./cell-host.ts";
import type { CellState } from "./cell-state.ts";
import { chooseStop, otherKnobs, type KnobStop } from "./knob-stops.ts";
import type { ManualInputs } from "./manual-inputs.ts";
import type { Recordings } from "./recordings.ts";

/** What a manual cell holds without having run on this page: the reader's own run that was kept, or the recorded one. */
export class HeldRun {
  readonly #cellId: string;
  readonly #recordings: Recordings;
  readonly #host: Pick<CellHost, "turnedKnobs" | "rewrittenNames">;
  #kept: KeptRun | null = null;
  #stop: KnobStop | null = null;
  #awaited = 0;
  #isMissing = false;

  constructor(cellId: string, recordings: Recordings, host: Pick<CellHost, "turnedKnobs" | "rewrittenNames">) {
    this.#cellId = cellId;
    this.#recordings = recordings;
    this.#host = host;
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

  /** Whether all that the recording which is shown was made from is as it was: knobs, and texts of other cells. */
  get isAsRecorded(): boolean {
    return this.#otherKnobs.length === 0 && this.#host.rewrittenNames(this.#cellId).length === 0;
  }

  /** Names in which the recording that is shown differs from what the cell would compute now. */
  changed({ isKnown, changed }: Pick<ManualInputs, "isKnown" | "changed">): readonly string[] {
    const knobs = this.#otherKnobs;
    if (knobs.length > 0) return knobs;
    return isKnown ? changed : this.#host.rewrittenNames(this.#cellId);
  }

  get #otherKnobs(): readonly string[] {
    return otherKnobs(this.#stop, this.#host.turnedKnobs(this.#cellId));
  }

  /**
   * Takes the recording that is nearest to how the knobs stand.
   * @returns whether another one than before is shown
   */
  follow(): boolean {
    const before = this.#stop;
    this.#stop = chooseStop(this.#recordings.stopsOf?.(this.#cellId) ?? [], this.#host.turnedKnobs(this.#cellId));
    return this.#stop !== before && this.#kept === null;
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
      if (label === undefined) return { kind: "not-run" };
      return { kind: "recorded", label: this.#stop?.made ?? label, stop: this.#stop };
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
    const pick = ([published, turned]: readonly unknown[]) => {
      if (kept !== null) return byName(kept.value, compiled);
      return byName(this.#stop === null ? published : turned, compiled);
    };
    // At a stop too: what is concluded from a run is compared with the published one.
    const needed = [this.recording(), kept === null && this.#stop !== null ? this.#read(this.#stop) : undefined];
    return needed.some((each) => each instanceof Promise) ? Promise.all(needed).then(pick) : pick(needed);
  }

  /** The recorded value, or a promise of it; undefined where nothing was recorded. */
  recording(): unknown {
    return this.#isRecorded ? this.#read() : undefined;
  }

  #read(stop?: KnobStop): unknown {
    const recording = this.#recordings.read(this.#cellId, stop);
    return recording instanceof Promise ? this.#await(recording) : recording;
  }

  get #isRecorded(): boolean {
    return this.#recordings.labelOf(this.#cellId) !== undefined;
  }

  async #await(coming: Promise<unknown>): Promise<unknown> {
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
