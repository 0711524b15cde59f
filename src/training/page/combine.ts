import { declare, parameter, restParameter, type Declared } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { made, type Kind } from "../../core/kinds.ts";
import { sumOf } from "../../core/statistics.ts";
import { trainingKind } from "../contract/kinds.ts";
import type { Training, TrainingPart } from "../contract/protocol.ts";
import { pairMerged } from "../contract/recorded-twin.ts";
import { isVouched, vouch } from "../contract/vouched.ts";

export const merge = declare(
  {
    name: "merge",
    help: "Several trainings as one, so that a chart or a verdict can compare their arms. It runs while any part runs, is paused while one is, was stopped if any part was, and is a recording as soon as one part is.",
    parameters: [restParameter("trainings", trainingKind, { least: 1 })],
    returns: ["Training"],
    refuses: "two trainings have an arm of the same name with the same seed",
    example: `{
  const other = await finished(train({"plain-4": plainMlp({depth: 4})}, {data: spiral(), steps: 60}));
  return learningCurvesChart(merge(exampleRun, other));
}`,
  },
  (...trainings): Training => {
    const merged = mergeAll(trainings as [Training, ...Training[]]);
    pairMerged(merged, trainings, mergeAll);
    return trainings.every(isVouched) ? vouch(merged) : merged;
  },
);

function mergeAll(trainings: readonly [Training, ...Training[]]): Training {
  const [first] = trainings;
  const runs = trainings.flatMap((training) => training.runs);
  requireDistinct(runs);
  // A verdict must hear of data that its threshold was not fixed for.
  const data = trainings.find((training) => training.data?.kind === "cifar10")?.data ?? first.data;
  const settings = trainings.map((training) => training.settings);
  const recorded = trainings.find((training) => training.recorded !== undefined)?.recorded;
  const { made } = first;
  const parts = trainings.flatMap(partsOf);
  const isMixed = new Set(parts.map(({ recorded, made, steps }) => JSON.stringify([recorded, made, steps]))).size > 1;
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
    ...(settings.every((each) => each !== undefined) ? { settings: settings.flat() } : {}),
    ...(interruptions.length === 0 ? {} : { interruptions }),
    ...(recorded === undefined ? {} : { recorded }),
    ...(isMixed ? { parts } : made === undefined ? {} : { made }),
  };
}

function partsOf({ parts, runs, steps, recorded, made }: Training): readonly TrainingPart[] {
  const arms = [...new Set(runs.map(({ arm }) => arm))];
  return (
    parts ?? [{ arms, steps, ...(recorded === undefined ? {} : { recorded }), ...(made === undefined ? {} : { made }) }]
  );
}

const runningKind: Kind<AsyncIterable<unknown>> = made<AsyncIterable<unknown>>(
  "training or analysis that goes on",
  (value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value,
  "Pass the call itself: await finished(train(…)). What another cell defines has come to its end already.",
);

const finishedAbout = {
  name: "finished",
  help: "Waits for a training, or an analysis that comes in parts, to end and returns its last snapshot: for cells that go on with the trained parameters.",
  parameters: [parameter("training", runningKind, "What train(…), deletionStudy(…) or lossPlane(…) returns.")],
  returns: ["Promise<Training>", "write await before it"],
  refuses: "it was stopped before it began",
  example: 'finalLoss(await finished(train(plainMlp({depth: 4}), {data: spiral(), steps: 20})), "plain-4")',
} as const;

/** Only the compiler is told here that what comes out is what went in. */
export const finished = declare(finishedAbout, lastOf) as Declared<
  <T = Training>(training: AsyncIterable<T>) => Promise<T>
>;

async function lastOf(training: AsyncIterable<unknown>): Promise<unknown> {
  let last: unknown;
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
