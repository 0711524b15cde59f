import type { PauseSwitch } from "../../core/pause-switch.ts";
import type { CellModules } from "../runtime/import-module.ts";

/** What a library function that takes long gets from the run of the cell that calls it. */
export interface CellContext {
  readonly cellId: string;
  /** Aborted when the reader presses Stop and when the run is out of date. */
  readonly signal: AbortSignal;
  /** Switched by the reader's Pause and Resume. What reports progress obeys it. */
  readonly pauses: PauseSwitch;
  reportProgress(progress: RunProgress): void;
}

export interface RunProgress {
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  /** Its place among those that wait for the engine, 1 is next; null once it is at work, and while it is paused. */
  readonly queuePlace: number | null;
  readonly paused: boolean;
  /** What does the work, in a word or two; null before that is known. */
  readonly engine: string | null;
}

/** What cells can name beyond each other's outputs and the browser's globals. */
export interface CellLibrary {
  /** Loaded when the first cell uses them. A definition may return a promise, or a generator for a changing value. */
  readonly builtins: Readonly<Record<string, () => unknown>>;
  /** Made anew for every run of a cell that names them. */
  readonly perRun: Readonly<Record<string, (context: CellContext) => unknown>>;
  /** What cells can import by a package's name. */
  readonly modules?: CellModules;
}
