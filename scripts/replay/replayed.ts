import type { RecordedRun } from "../../src/course/recorded-runs.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";
import type { ClaimsOptions } from "../claims/options.ts";
import type { ChapterCells } from "./chapter-cells.ts";

export type ReplayOptions = Pick<ClaimsOptions, "cells" | "whole" | "renew" | "json" | "site">;

/** One recorded value, what computes it, and how it is written anew. */
export interface Replayed {
  readonly file: string;
  readonly command: string;
  readonly run: Pick<RecordedRun, "cell" | "sourceHash" | "engine" | "value">;
  /** With the names at which it was recorded. */
  readonly cells: ChapterCells;
  readonly cell: ChapterCell;
  readonly renew: (value: unknown) => void;
}
