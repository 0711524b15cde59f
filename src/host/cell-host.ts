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
}
