import { plainError, type CellError } from "./cell-error.ts";
import type { CellRun } from "./cell-run.ts";
import { isBusy, presentState, type CellState, type Standing } from "./cell-state.ts";
import type { RunProgress } from "./cell-context.ts";
import { progressState } from "./progress-state.ts";

/** Keeps what decides how a cell stands, and tells whenever it changes. */
export class CellStanding {
  #base: CellState;
  /** It cannot stand beside the other cells: a name defined twice, a circle. */
  #conflict: CellError | null = null;
  /** Of names that have no value although the code ran. */
  #failures = new Map<string, CellState>();
  #changed: () => void;

  constructor(base: CellState, changed: () => void) {
    this.#base = base;
    this.#changed = changed;
  }

  /** How the last run went, or goes. */
  get base(): CellState {
    return this.#base;
  }

  become(base: CellState): void {
    this.#base = base;
    this.#changed();
  }

  /** Another cell stands in the way: it has no value yet, or failed. */
  get isBlocked(): boolean {
    return this.#base.kind === "waiting" || (this.#base.kind === "error" && this.#base.error.causedBy !== null);
  }

  /** How it stands, all in all. */
  present({ problem, ...others }: Omit<Standing, "base" | "failure">): CellState {
    const failure = this.#failures.values().next().value ?? null;
    return presentState({ base: this.#base, problem: problem ?? this.#besideOwnError(), failure, ...others });
  }

  /** Beside an error of its own a conflict is a remark: both have to be mended. */
  #besideOwnError(): CellError | null {
    const own = this.#base.kind === "error" && this.#base.error.causedBy === null ? this.#base.error : null;
    if (!own || !this.#conflict) return this.#conflict;
    return { ...own, hint: `${own.hint ?? ""} ${this.#conflict.message}`.trimStart() };
  }

  setConflict(message: string | null): void {
    if ((this.#conflict?.message ?? null) === message) return;
    this.#conflict = message === null ? null : plainError(message);
    this.#changed();
  }

  outputFailed(name: string, state: CellState): void {
    if (state.kind === "stopped" || state.kind === "not-run" || state.kind === "queued") return;
    this.#failures.set(name, state);
    this.#changed();
  }

  outputRecovered(name: string): void {
    if (this.#failures.delete(name)) this.#changed();
  }

  /** Names are computed anew: what failed before says nothing. */
  forgetFailures(): void {
    this.#failures.clear();
  }

  progressed(progress: RunProgress, run: CellRun): void {
    if (isBusy(this.#base)) this.become(progressState(progress, run));
  }

  /** The reader asked for an end or a rest that the step at hand still holds up; null takes it back. */
  setEnding(ending: "stopping" | "pausing" | null, sinceMs: number): void {
    const base = this.#base;
    if (base.kind !== "running" && base.kind !== "paused") return;
    this.become({ kind: "running", sinceMs, progress: base.progress, ending });
  }
}
