import type { RunProgress } from "./cell-context.ts";
import type { CellRun } from "./cell-run.ts";
import type { CellState } from "./cell-state.ts";

/** How a busy cell stands, by what something that counts steps in it has reported last. */
export function progressState(
  { doneSteps, totalSteps, queuePlace, paused, engine }: RunProgress,
  run: Pick<CellRun, "startedMs" | "elapsedMs" | "timeLeft" | "isStopped" | "context">,
): CellState {
  const works = queuePlace === null && !paused;
  const expectedMs = works ? run.timeLeft.observe(doneSteps, totalSteps, run.elapsedMs) : null;
  const progress = { done: doneSteps, total: totalSteps, engine, expectedMs };
  if (run.isStopped) return { kind: "running", sinceMs: run.startedMs, progress, ending: "stopping" };
  if (queuePlace !== null) return { kind: "queued", place: queuePlace };
  if (paused) return { kind: "paused", progress };
  const ending = run.context.pauses.paused ? "pausing" : null;
  return { kind: "running", sinceMs: run.startedMs, progress, ending };
}
