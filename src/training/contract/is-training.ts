import type { Training } from "./protocol.ts";

/** True for what `train` yields, among the values of cells. */
export function isTraining(value: unknown): value is Training {
  return typeof value === "object" && value !== null && "runs" in value && "totalSteps" in value;
}
