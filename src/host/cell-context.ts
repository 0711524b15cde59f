/** What a library function that takes long gets from the run of the cell that calls it. */
export interface CellContext {
  readonly cellId: string;
  /** Aborted when the reader presses Stop and when the run is out of date. */
  readonly signal: AbortSignal;
  reportProgress(progress: RunProgress): void;
}

export interface RunProgress {
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  /** Its place among those that wait for the engine, 1 is next; null once it is at work. */
  readonly queuePlace: number | null;
}

/** What cells can name beyond each other's outputs and the browser's globals. */
export interface CellLibrary {
  /** Loaded when the first cell uses them. A definition may return a promise, or a generator for a changing value. */
  readonly builtins: Readonly<Record<string, () => unknown>>;
  /** Made anew for every run of a cell that names them. */
  readonly perRun: Readonly<Record<string, (context: CellContext) => unknown>>;
}
