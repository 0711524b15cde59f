import { generate } from "../data/dataset.ts";
import { ArmRun } from "./arm-run.ts";
import { ContextLost, type Engine } from "./engine.ts";
import type { Training, TrainingRequest } from "./protocol.ts";
import { yieldToEvents } from "./yield-to-events.ts";

/** Between two updates; faster than this no chart is drawn again. */
const updateEveryMs = 100;

export interface LoopControl {
  /** Asked before every step. "stop" keeps what there is, "cancel" throws it away. */
  readonly wish: () => "go on" | "stop" | "cancel";
  /** Sees what there is, at most about ten times a second. */
  readonly report: (training: Training) => void;
}

/** The engine was lost in the middle; the message says where. */
export class LostAtStep extends Error {
  override readonly name = "LostAtStep";
  readonly step: number;

  constructor(step: number) {
    super(`the graphics context was lost at step ${step}`);
    this.step = step;
  }
}

/**
 * Trains every arm with every seed, one step each in turn, so that curves grow side by side and compare at any moment.
 * Between steps, waiting messages are handled.
 * @returns the end of it, or null if it was cancelled
 * @throws LostAtStep if the engine was lost
 */
export async function runTraining(
  request: TrainingRequest,
  engine: Engine,
  control: LoopControl,
): Promise<Training | null> {
  const startedMs = performance.now();
  const runs: ArmRun[] = [];
  const snapshot = (status: Training["status"]): Training => ({
    status,
    runs: runs.map((run) => run.snapshot()),
    steps: request.steps,
    doneSteps: runs.reduce((sum, run) => sum + run.doneSteps, 0),
    totalSteps: request.arms.length * request.seeds.length * request.steps,
    elapsedMs: performance.now() - startedMs,
    engine: engine.info,
  });
  try {
    const data = generate(request.data);
    for (const arm of request.arms) {
      for (const seed of request.seeds) runs.push(await ArmRun.open(engine, request, arm, { seed, data }));
    }
    const end = await takeTurns(runs, control, () => snapshot("running"));
    if (end === "cancel") return null;
    for (const run of runs) await run.stop();
    return snapshot(end === "stop" ? "stopped" : "done");
  } catch (error) {
    if (error instanceof ContextLost) throw new LostAtStep(Math.max(0, ...runs.map((run) => run.doneSteps)));
    throw error;
  } finally {
    for (const run of runs) run.dispose();
  }
}

/** The page wishes otherwise. */
class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Until every run has ended or the page wishes otherwise. */
async function takeTurns(
  runs: readonly ArmRun[],
  { wish, report }: LoopControl,
  snapshot: () => Training,
): Promise<ReturnType<LoopControl["wish"]>> {
  let reportedMs = -Infinity;
  const pause = async (): Promise<void> => {
    await yieldToEvents();
    if (wish() !== "go on") throw new Interrupted();
  };
  try {
    while (runs.some((run) => run.isRunning)) {
      for (const run of runs.filter((each) => each.isRunning)) {
        await pause();
        await run.advance(pause);
        if (performance.now() - reportedMs < updateEveryMs) continue;
        reportedMs = performance.now();
        report(snapshot());
      }
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
  return wish();
}
