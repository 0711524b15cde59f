import { sumOf } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import type { Training } from "../contract/protocol.ts";

/**
 * Several trainings as one, so that a chart or a verdict can compare their arms. It runs while any part runs, is paused
 * while one is, was stopped if any part was, and is a recording as soon as one part is.
 * @throws CourseError if two trainings have an arm of the same name with the same seed
 */
export function merge(...trainings: readonly Training[]): Training {
  const [first] = trainings;
  if (first === undefined) throw refuse("merge", "there is nothing to merge", "Write merge(plainRuns, residualRuns).");
  const runs = trainings.flatMap((training) => training.runs);
  requireDistinct(runs);
  // A verdict must hear of data that its threshold was not fixed for.
  const data = trainings.find((training) => training.data?.kind === "cifar10")?.data ?? first.data;
  const recorded = trainings.find((training) => training.recorded !== undefined)?.recorded;
  const interruptions = trainings.flatMap((training) => training.interruptions ?? []);
  const sum = (count: (training: Training) => number) => sumOf(trainings, count);
  // Not `saved`: what a part can go on from is not what the whole could go on from
  return {
    engine: first.engine,
    status: combineStatus(trainings),
    runs,
    steps: Math.max(...trainings.map(({ steps }) => steps)),
    doneSteps: sum(({ doneSteps }) => doneSteps),
    totalSteps: sum(({ totalSteps }) => totalSteps),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
    ...(data === undefined ? {} : { data }),
    ...(interruptions.length === 0 ? {} : { interruptions }),
    ...(recorded === undefined ? {} : { recorded }),
  };
}

/**
 * Waits for a training, or an analysis that comes in parts, to end and returns its last snapshot: for cells that go on
 * with the trained parameters.
 * @throws what the training throws; CourseError if it ends without a snapshot because it was stopped in the queue
 */
export async function finished<T = Training>(training: AsyncIterable<T>): Promise<T> {
  let last: T | undefined;
  for await (const snapshot of training) last = snapshot;
  if (last !== undefined) return last;
  throw refuse("finished", "the training was stopped before it began", "Press Run to start it again.");
}

function combineStatus(trainings: readonly Training[]): Training["status"] {
  if (trainings.some(({ status }) => status === "running")) return "running";
  if (trainings.some(({ status }) => status === "paused")) return "paused";
  return trainings.some(({ status }) => status === "stopped") ? "stopped" : "done";
}

function requireDistinct(runs: Training["runs"]): void {
  const seen = new Set<string>();
  for (const { arm, seed } of runs) {
    const key = `${arm}, seed ${seed}`;
    if (seen.has(key)) {
      throw refuse(
        "merge",
        `there are two runs of ${key}`,
        "Give the arms different names: train({plain: …, residual: …}).",
      );
    }
    seen.add(key);
  }
}
