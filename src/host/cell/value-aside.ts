import { isBusy, type CellState } from "./cell-state.ts";
import type { CompiledText } from "./cell-text.ts";

/** What a manual cell held before its text was broken: it may have computed for minutes. */
export interface ValueAside {
  /** The text that it belongs to. */
  readonly text: CompiledText;
  readonly base: CellState;
  /** Null where there was none. */
  readonly last: { readonly value: unknown } | null;
}

/**
 * How a cell will stand whose value is brought back.
 * @param base how it stands now
 * @param held how it stood before its first run
 * @param elapsedMs of the run that is given up, where one is at work
 */
export function baseAside(
  base: CellState,
  held: CellState,
  { last, elapsedMs }: Pick<ValueAside, "last"> & { readonly elapsedMs: number },
): CellState {
  if (!last) return held;
  return isBusy(base) ? { kind: "stopped", elapsedMs } : base;
}
