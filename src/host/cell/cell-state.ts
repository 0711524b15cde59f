import type { KnobValue } from "../../notebook/chapter.ts";
import type { CellError } from "./cell-error.ts";
import { listNames } from "./name-list.ts";

/** Where the shown value comes from, if the reader has not made it: a run recorded when the chapter was written. */
export interface RecordedLabel {
  readonly date: string;
  readonly device: string;
}

/** Where a knob stood in a recorded run, if not all of them as published. */
export interface StopPlace {
  /** The name that the knob's cell gives its value. */
  readonly knob: string;
  readonly at: KnobValue;
}

/** How a cell stands. What cannot be at the same time is one union, so that no two flags can contradict each other. */
export type CellState =
  /** An automatic cell that has not been computed yet. */
  | { readonly kind: "idle" }
  /** A manual cell without recording that nobody has run. */
  | { readonly kind: "not-run" }
  /** A manual cell that nobody has run; it holds the value of a recorded run. */
  | { readonly kind: "recorded"; readonly label: RecordedLabel | null; readonly stop?: StopPlace | null }
  /** Needs the value of a manual cell that has none yet. */
  | { readonly kind: "waiting"; readonly forCell: string; readonly because: "not-run" | "stopped" }
  /** Waits for its inputs, or for its turn on the training engine (`place` 1 is next). */
  | { readonly kind: "queued"; readonly place: number | null }
  | {
      readonly kind: "running";
      readonly sinceMs: number;
      /** Null until something in the cell counts its steps; from then on it can be paused. */
      readonly progress: StepProgress | null;
      /** What the reader asked for and the step at hand still holds up. */
      readonly ending: "stopping" | "pausing" | null;
    }
  /** Rests until the reader resumes or stops it; other cells may have the engine meanwhile. */
  | { readonly kind: "paused"; readonly progress: StepProgress }
  | {
      readonly kind: "done";
      readonly elapsedMs: number;
      /** When it ended, as an ISO date, where that was before this page was opened: the reader's own run was kept. */
      readonly made?: string;
    }
  /** Stopped by the reader; the last value is kept. */
  | { readonly kind: "stopped"; readonly elapsedMs: number }
  /** Holds a value that no longer belongs to its text or its inputs. */
  | {
      readonly kind: "stale";
      readonly reason: string;
      readonly recorded: RecordedLabel | null;
      readonly stop?: StopPlace | null;
    }
  | { readonly kind: "error"; readonly error: CellError };

export interface StepProgress {
  readonly done: number;
  readonly total: number;
  /** What does the steps, in a word or two; null before that is known. */
  readonly engine: string | null;
  /** When the run will have ended, counted from its beginning without pauses; null while nothing can be said. */
  readonly expectedMs: number | null;
}

/** What decides how a cell stands. */
export interface Standing {
  /** How its last run went, or goes. */
  readonly base: CellState;
  /** Why its text cannot be used at all. */
  readonly problem: CellError | null;
  /** Its text is not the one that ran. */
  readonly edited: boolean;
  /** One of its names has no value although its code ran. */
  readonly failure: CellState | null;
  /** Names of inputs that have other values than those it ran with. */
  readonly changed: readonly string[];
  /** Why one of its inputs has no value at all any more. */
  readonly blocked?: string | null;
}

/** How a cell stands, all in all: what the reader has to know first wins. */
export function presentState({ base, problem, edited, failure, changed, blocked = null }: Standing): CellState {
  if (problem) return { kind: "error", error: problem };
  if (isBusy(base)) return base;
  const outdated = hasRun(base) ? changed : [];
  // A run that failed for want of that input says so itself.
  const isBlocked = hasRun(base) && base.kind !== "error" && blocked !== null;
  if (edited || (!failure && (outdated.length > 0 || isBlocked))) {
    const { label = null, stop = null } = base.kind === "recorded" ? base : {};
    return { kind: "stale", reason: reasonOf(edited, outdated, isBlocked ? blocked : null), recorded: label, stop };
  }
  return failure ?? base;
}

/** Why an input has no value, as a clause: `caused by cell knob: …`; null where that is no error. */
export function describeBlock(state: CellState): string | null {
  if (state.kind !== "error") return null;
  const { causedBy, message } = state.error;
  return causedBy === null ? message : `caused by cell ${causedBy}: ${message}`;
}

/** `depth changed`; `edited; depth and seeds changed`; `depth has no value, caused by cell knob`. */
function reasonOf(edited: boolean, changed: readonly string[], blocked: string | null): string {
  const inputs = changed.length > 0 ? `${listNames(changed)} changed` : "";
  return [edited ? "edited" : "", inputs, blocked ?? ""].filter((part) => part !== "").join("; ");
}

/** True until the run that was begun has ended, in whichever way. */
export function isBusy({ kind }: CellState): boolean {
  return kind === "queued" || kind === "running" || kind === "paused";
}

/** Whether the value is not of this page, but of a run that was recorded or kept. */
export function isHeldRun(state: CellState): boolean {
  return state.kind === "recorded" || (state.kind === "done" && state.made !== undefined);
}

/** Whether the reader can pause it: what counts steps obeys, and so does what waits in line for that. */
export function isPausable(state: CellState): boolean {
  if (state.kind === "queued") return state.place !== null;
  return state.kind === "running" && state.progress !== null && state.ending === null;
}

/** Whether there is a value, or an error, that changed inputs make out of date. */
function hasRun({ kind }: CellState): boolean {
  return kind === "done" || kind === "stopped" || kind === "error" || kind === "recorded";
}
