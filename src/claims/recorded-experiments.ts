import { isTraining } from "../training/contract/is-training.ts";
import type { Training } from "../training/contract/protocol.ts";
import { findVerdictCells, type VerdictCells } from "./verdict-cells.ts";

/** The recorded trainings that each claim's threshold was fixed for, by the claim's id. */
export type RecordedExperiments = (claimId: string) => readonly Training[];

/**
 * What a chapter has recorded of the training cells that a claim's verdict follows from. Read when a verdict is drawn for
 * the first time: finding the cells takes a look at all of them.
 * @param recordings values of manual cells, by the cell's id
 */
export function recordedExperiments(
  cells: Parameters<typeof findVerdictCells>[0],
  recordings: Readonly<Record<string, unknown>>,
): RecordedExperiments {
  const known = new Map<string, readonly Training[]>();
  return (claimId) => {
    const trainings = known.get(claimId) ?? trainingsOf(findVerdictCells(cells, claimId), recordings);
    known.set(claimId, trainings);
    return trainings;
  };
}

function trainingsOf(cells: VerdictCells | null, recordings: Readonly<Record<string, unknown>>): Training[] {
  return (cells?.manual ?? []).flatMap((id) => trainingsWithin(recordings[id]));
}

/** A cell's value may be a training, or have some among its names. */
export function trainingsWithin(value: unknown): Training[] {
  if (typeof value !== "object" || value === null) return [];
  return ([value, ...Object.values(value)] as unknown[]).filter(isTraining);
}
