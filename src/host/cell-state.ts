import type { CellError } from "./cell-error.ts";

/** Where the shown value comes from, if the reader has not made it: a run recorded when the chapter was written. */
export interface RecordedLabel {
  readonly date: string;
  readonly device: string;
}

/** How a cell stands. What cannot be at the same time is one union, so that no two flags can contradict each other. */
export type CellState =
  /** An automatic cell that has not been computed yet. */
  | { readonly kind: "idle" }
  /** A manual cell without recording that nobody has run. */
  | { readonly kind: "not-run" }
  /** A manual cell that nobody has run; it holds the value of a recorded run. */
  | { readonly kind: "recorded"; readonly label: RecordedLabel | null }
  /** Needs the value of a manual cell that has none yet. */
  | { readonly kind: "waiting"; readonly forCell: string; readonly because: "not-run" | "stopped" }
  /** Waits for its inputs, or for its turn on the training engine (`place` 1 is next). */
  | { readonly kind: "queued"; readonly place: number | null }
  | {
      readonly kind: "running";
      readonly sinceMs: number;
      readonly progress: StepProgress | null;
      readonly stopping: boolean;
    }
  | { readonly kind: "done"; readonly elapsedMs: number }
  /** Stopped by the reader; the last value is kept. */
  | { readonly kind: "stopped"; readonly elapsedMs: number }
  /** Holds a value that no longer belongs to its text or its inputs. */
  | { readonly kind: "stale"; readonly reason: string; readonly recorded: RecordedLabel | null }
  | { readonly kind: "error"; readonly error: CellError };

export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

/** True while the cell may still change by itself. */
export function isBusy({ kind }: CellState): boolean {
  return kind === "queued" || kind === "running";
}

/** Whether there is a value, or an error, that changed inputs make out of date. */
export function hasRun({ kind }: CellState): boolean {
  return kind === "done" || kind === "stopped" || kind === "error" || kind === "recorded";
}
