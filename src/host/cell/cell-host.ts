import type { Module } from "@observablehq/runtime";
import type { CellLibrary } from "./cell-context.ts";
import type { Surroundings } from "./explain-failure.ts";

/** What a cell needs of the notebook around it. */
export interface CellHost extends Surroundings {
  readonly main: Module;
  readonly library: CellLibrary;
  isDefined(name: string): boolean;
  /** The cell's state, text or output may look different now. */
  changed(cellId: string): void;
  /** The cell may define other names than before. */
  redefined(): void;
  /** Values of inputs that the cell hangs on and that do not stand as published, by name. */
  turnedKnobs(cellId: string): ReadonlyMap<string, unknown>;
  /** Names that the cell hangs on and that the reader's own text defines: a recorded run knows nothing of it. */
  rewrittenNames(cellId: string): readonly string[];
  /** A run of the cell has come to its end. */
  finished(cellId: string): void;
  /**
   * A run of the cell shows inputs.
   * @param inputs by the names that the cell gives their values
   * @param retired resolves when another run has taken over
   */
  viewed(cellId: string, inputs: ReadonlyMap<string, Element>, retired: Promise<void>): void;
}
