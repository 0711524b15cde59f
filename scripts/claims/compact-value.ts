import { compactTraining } from "../../src/claims/recordings.ts";
import { isTraining } from "../../src/training/contract/is-training.ts";

/** A cell's value as a recording keeps it: trainings are short, wherever in its lists and under its names they stand. */
export function compactValue(value: unknown): unknown {
  if (isTraining(value)) return compactTraining(value);
  if (Array.isArray(value)) return value.map(compactValue);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, compactValue(part)]));
}
