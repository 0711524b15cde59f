import type { CompiledCell } from "../../notebook/chapter.ts";
import { NotRunError } from "./cell-error.ts";
import type { CellState, RecordedLabel } from "./cell-state.ts";

/** How a manual cell stands before its first run. */
export function unrunState(recording: unknown): CellState {
  return recording === undefined ? { kind: "not-run" } : { kind: "recorded", label: findLabel(recording) };
}

/**
 * What a manual cell computes before its first run. A recording is the cell's value itself; for a cell of several
 * names it is an object of them.
 * @throws NotRunError without a recording
 */
export function recordedValue(recording: unknown, { outputs }: Pick<CompiledCell, "outputs">): unknown {
  if (recording === undefined) throw new NotRunError("not run yet");
  const [name] = outputs;
  if (name === undefined) return recording;
  return outputs.length === 1 ? new Map([[name, recording]]) : new Map(Object.entries(recording as object));
}

/** A recorded training says of itself when and on what it was made. */
function findLabel(recording: unknown): RecordedLabel | null {
  if (typeof recording !== "object" || recording === null) return null;
  for (const value of [recording, ...Object.values(recording)] as readonly unknown[]) {
    if (typeof value === "object" && value !== null && "recorded" in value) return value.recorded as RecordedLabel;
  }
  return null;
}
