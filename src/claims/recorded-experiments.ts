import type { Training } from "../training/contract/protocol.ts";
import { trainingsWithin } from "./recording-card.ts";
import { findVerdictCells } from "./verdict-cells.ts";

/** The recorded trainings that each claim's threshold was fixed for, by the claim's id. */
export type RecordedExperiments = (claimId: string) => readonly Training[];

/**
 * What a chapter has recorded of the training cells that a claim's verdict follows from. Read when a verdict is drawn:
 * by then these cells have their values, and their recordings have come. Finding the cells takes a look at all of them,
 * so that is done once.
 * @param valueOf the recorded value of a manual cell, by the cell's id; undefined where there is none
 */
export function recordedExperiments(
  cells: Parameters<typeof findVerdictCells>[0],
  valueOf: (cellId: string) => unknown,
): RecordedExperiments {
  const known = new Map<string, readonly string[]>();
  return (claimId) => {
    const manual = known.get(claimId) ?? findVerdictCells(cells, claimId)?.manual ?? [];
    known.set(claimId, manual);
    return manual.flatMap((id) => trainingsWithin(valueOf(id)));
  };
}
