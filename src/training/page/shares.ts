import { dealOut } from "../../core/deal-out.ts";
import { sumOf } from "../../core/statistics.ts";
import { totalsOf } from "../../models/summary.ts";
import { hasRun, runsOfRequest, type RequestedRun } from "../contract/runs-of-request.ts";
import type { RunName, SavedTraining, TrainingRequest } from "../contract/protocol.ts";

/** A step's time is what its arithmetic takes, and what the calls take: measured on wasm, to about a third. */
const multiplyAddsPerMs = 1e7;
const msPerNode = 0.05;
/** Forward, and back to inputs and to weights. */
const passes = 3;

/**
 * Deals the runs of a training out to workers, so that all come to their ends at about the same time: the longest run
 * goes first, each to whoever has least to do. Seeds of a net spread, so that its curves keep pace with the others'.
 * @param count at most as many as there are runs
 * @returns the same training for each worker, with runs of its own
 */
export function dealShares(request: TrainingRequest, count: number): readonly TrainingRequest[] {
  const costOf = (run: RequestedRun): number => stepCostMs(run, request.batchSize);
  return dealOut(runsOfRequest(request), costOf, count).map((runs) => restrictTo(request, namesOf(runs)));
}

/** What an update of a run takes, in milliseconds: only the proportions between nets count. */
export function stepCostMs({ arm: { architecture } }: Pick<RequestedRun, "arm">, batchSize: number): number {
  const { multiplyAdds } = totalsOf(architecture);
  return (passes * batchSize * multiplyAdds) / multiplyAddsPerMs + msPerNode * architecture.nodes.length;
}

/** The same training with some of its runs only. What befell the whole before is left to who joins them again. */
function restrictTo({ interruptions: _, ...request }: TrainingRequest, runs: readonly RunName[]): TrainingRequest {
  const { arms, seeds, resume } = request;
  return {
    ...request,
    runs,
    arms: arms.filter(({ name }) => runs.some(({ arm }) => arm === name)),
    seeds: seeds.filter((seed) => runs.some((run) => run.seed === seed)),
    ...(resume === undefined ? {} : { resume: restrictSaved(resume, runs) }),
  };
}

function restrictSaved({ training, recipe, states }: SavedTraining, names: readonly RunName[]): SavedTraining {
  const runs = training.runs.filter((run) => hasRun(names, run));
  const doneSteps = sumOf(runs, ({ loss }) => loss.length);
  return {
    recipe,
    training: { ...training, interruptions: undefined, runs, doneSteps },
    states: states.filter((state) => hasRun(names, state)),
  };
}

function namesOf(runs: readonly RequestedRun[]): readonly RunName[] {
  return runs.map(({ arm, seed }) => ({ arm: arm.name, seed }));
}
