import { compactTraining } from "../../src/claims/recordings.ts";
import { isTraining } from "../../src/training/contract/is-training.ts";

/** A cell's value as a recording keeps it: trainings are short, whether they are the value or one of its names. */
export function compactValue(value: unknown): unknown {
  if (isTraining(value)) return compactTraining(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isTraining(part) ? compactTraining(part) : (part as unknown)]),
  );
}
