import { spiral } from "../../data/spiral.ts";
import { plainMlp, residualMlp } from "../../models/mlp.ts";
import type { Architecture } from "../../models/graph.ts";
import { initialParameters } from "../../models/parameters.ts";
import { nameEngine } from "../../training/contract/engine-words.ts";
import type { Training } from "../../training/contract/protocol.ts";
import { decisionPlane } from "../../training/page/analysis-client.ts";
import { train } from "../../training/page/client.ts";
import type { WorkContext } from "../../training/page/queued-work.ts";
import type { Parameters } from "../../training/contract/parameters.ts";
import { mapResolution, mapSteps, pairNames, type PairName, type PairRun, type PlaneMap } from "./pair-frame.ts";

/** Chapter 2's nets, data and rate: E-D1 and E-R2. */
const nets: Readonly<Record<PairName, Architecture>> = {
  "plain-56": plainMlp({ depth: 56 }),
  "residual-56": residualMlp({ depth: 56 }),
};
const data = spiral();
const learningRate = 0.02;

/** A pair's training, and what it trains on. */
export interface LivePair extends PairRun {
  /** In a word or two; empty before the first update. */
  readonly engine: string;
}

/**
 * Trains both nets from one seed, in the worker, and maps the plane on the way: the training rests at each map and goes
 * on from its own state, so that its numbers are those of one without rests. Ends early where the signal is aborted.
 * @param steps updates at which the plane is mapped, from 0 on; the last one is the end
 * @throws CourseError where nothing can be trained here
 */
export async function* trainPair(
  seed: number,
  context: WorkContext,
  steps: readonly number[] = mapSteps,
): AsyncGenerator<LivePair, undefined, void> {
  let training: Training | null = null;
  let frames: PairRun["frames"] = [];
  for (const step of steps) {
    if (step > 0) training = await goOn(training, { seed, step, context });
    const maps = await mapPlanes(step === 0 ? startOf(seed) : parametersOf(training), context);
    if (maps === null) return;
    frames = [...frames, { step, maps }];
    const losses = pairNames.map((name) => training?.runs.find(({ arm }) => arm === name)?.loss ?? []);
    yield { seed, frames, losses, engine: training === null ? "" : nameEngine(training.engine) };
  }
}

interface Going {
  readonly seed: number;
  /** Updates that each net will have behind it. */
  readonly step: number;
  readonly context: WorkContext;
}

/** @returns null where it was stopped before there was anything */
async function goOn(before: Training | null, { seed, step, context }: Going): Promise<Training | null> {
  const done = before?.runs[0]?.loss.length ?? 0;
  const options = { data, seeds: [seed], steps: step - done, learningRate, keepParameters: true, keepState: true };
  const resume = before?.saved === undefined ? {} : { resume: before.saved };
  let training: Training | null = null;
  for await (const snapshot of train(nets, { ...options, ...resume }, context)) training = snapshot;
  return isStopped(context) ? null : training;
}

function isStopped({ signal }: WorkContext): boolean {
  return signal?.aborted === true;
}

function startOf(seed: number): readonly Parameters[] {
  return pairNames.map((name) => initialParameters(nets[name], { seed }));
}

/** Empty where the training has been stopped. */
function parametersOf(training: Training | null): readonly Parameters[] {
  const byArm = pairNames.map((name) => training?.runs.find(({ arm }) => arm === name)?.parameters);
  return byArm.filter((parameters) => parameters !== undefined);
}

/** @returns null where it was stopped */
async function mapPlanes(parameters: readonly Parameters[], context: WorkContext): Promise<readonly PlaneMap[] | null> {
  const maps: PlaneMap[] = [];
  for (const [at, name] of pairNames.entries()) {
    const own = parameters[at];
    if (own === undefined || isStopped(context)) return null;
    const options = { data, split: "training", resolution: mapResolution } as const;
    try {
      const { classes, tenths, accuracy } = await decisionPlane(nets[name], own, options, context);
      maps.push({ classes, tenths, accuracy });
    } catch (error) {
      if (isStopped(context)) return null;
      throw error;
    }
  }
  return maps;
}
