import { loadData } from "../../src/data/load-data.ts";
import type { Run, Training, TrainingRequest } from "../../src/training/contract/protocol.ts";
import type { Engine } from "../../src/training/engines/engine.ts";
import { ArmRun } from "../../src/training/worker/arm-run.ts";
import { openEngineFor } from "../../src/training/worker/engine-supply.ts";

/**
 * The beginning of a training: the first updates of every run on wasm, with the probes and evaluations that fall among
 * them. The request stays whole, so that schedules are those of the whole training.
 */
export async function trainFirstSteps(request: TrainingRequest, steps: number): Promise<Training> {
  const startMs = performance.now();
  const engine = await openEngineFor("wasm", []);
  const data = await loadData(request.data);
  const runs: Run[] = [];
  for (const arm of request.arms) {
    for (const seed of request.seeds)
      runs.push(await runFirst(new ArmRun(request, arm, { seed, data }), engine, steps));
  }
  return {
    status: "stopped",
    runs,
    steps: request.steps,
    doneSteps: runs.reduce((sum, { loss }) => sum + loss.length, 0),
    totalSteps: runs.length * request.steps,
    elapsedMs: performance.now() - startMs,
    engine: engine.info,
    data: request.data,
  };
}

async function runFirst(run: ArmRun, engine: Engine, steps: number): Promise<Run> {
  try {
    await run.open(engine);
    while (run.isRunning && run.doneSteps < steps) {
      if (run.isProbeDue) await run.probe();
      await run.update();
      if (run.isMeasurementDue && run.isRunning) await run.measure(() => Promise.resolve());
    }
    return run.snapshot();
  } finally {
    run.dispose();
  }
}
