import type { RecordedLabel } from "./cell-state.ts";
import type { KnobStop } from "./knob-stops.ts";

/** What was recorded of manual cells when the chapter was written, by the cell's id. */
export interface Recordings {
  /** When and on what it was made: null where it does not say, undefined where nothing was recorded. */
  labelOf(cellId: string): RecordedLabel | null | undefined;
  /** Where knobs stand in other recordings of the cell; none where this is missing. */
  readonly stopsOf?: (cellId: string) => readonly KnobStop[];
  /**
   * The cell's value; for a cell of several names an object of them. A promise where it has to be fetched first: that
   * rejects where it does not come, and it is asked for again with the next call.
   * @param stop one of `stopsOf`; without it all knobs are as published
   */
  read(cellId: string, stop?: KnobStop): unknown;
}

/** Of a chapter that nothing was recorded of. */
export const noRecordings: Recordings = { labelOf: () => undefined, read: () => undefined };
