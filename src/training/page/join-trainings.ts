import { sumOf } from "../../core/statistics.ts";
import { countParameters } from "../../models/summary.ts";
import { runsOfRequest, type RequestedRun } from "../contract/runs-of-request.ts";
import type { Run, SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";

/** What the whole is, as no part of it knows. */
export interface Whole {
  readonly status: Training["status"];
  /** Why its engine was chosen. */
  readonly reason: string;
  readonly workers: number;
}

/**
 * One training of what several workers have of it, as one worker would show it. Runs that none has sent yet stand where
 * they stood before.
 * @param parts at least one; each has other runs
 */
export function joinTrainings(
  request: TrainingRequest,
  parts: readonly [Training, ...Training[]],
  { status, reason, workers }: Whole,
): Training {
  const { steps, resume, data } = request;
  const known = parts.flatMap((part) => part.runs);
  const runs = runsOfRequest(request).map(
    (requested) => find(known, requested) ?? unbegun(requested, { resume, status }),
  );
  const before = [...(resume?.training.interruptions ?? []), ...(request.interruptions ?? [])];
  const interruptions = [...before, ...parts.flatMap((part) => part.interruptions ?? [])];
  const elapsedMs = [resume?.training.elapsedMs ?? 0, ...parts.map((part) => part.elapsedMs)];
  const joined: Training = {
    status,
    runs,
    steps,
    doneSteps: sumOf(runs, ({ loss }) => loss.length),
    totalSteps: runs.length * steps,
    elapsedMs: Math.max(...elapsedMs),
    engine: { ...parts[0].engine, reason, workers },
    data,
    ...(interruptions.length === 0 ? {} : { interruptions }),
  };
  const saved = status === "running" ? null : joinSaved(joined, parts);
  return saved === null ? joined : { ...joined, saved };
}

/** @returns null unless every run is in a part that can be gone on with */
function joinSaved(joined: Training, parts: readonly Training[]): SavedTraining | null {
  const saved = parts.map((part) => part.saved).filter((each) => each !== undefined);
  const [first] = saved;
  const covered = sumOf(saved, ({ training }) => training.runs.length);
  if (first === undefined || covered < joined.runs.length) return null;
  const states = saved.flatMap((each) => each.states);
  const facts = saved.flatMap(({ training }) => training.runs);
  const inOrder = joined.runs.flatMap(
    ({ arm, seed }) => states.find((each) => each.arm === arm && each.seed === seed) ?? [],
  );
  const runs = joined.runs.map(({ arm, seed }) => facts.find((each) => each.arm === arm && each.seed === seed) as Run);
  return { recipe: first.recipe, training: { ...joined, runs }, states: inOrder };
}

function find(runs: readonly Run[], { arm, seed }: RequestedRun): Run | undefined {
  return runs.find((run) => run.arm === arm.name && run.seed === seed);
}

/** A run of which nothing has come: its curves of before, if it goes on from something. */
function unbegun(
  requested: RequestedRun,
  { resume, status }: { readonly resume: SavedTraining | undefined; readonly status: Training["status"] },
): Run {
  const { arm, seed } = requested;
  const { family, depth } = arm.architecture;
  const isOpen = status === "running" || status === "paused";
  const earlier = find(resume?.training.runs ?? [], requested);
  const empty = { loss: [], accuracy: [], evaluations: [], probes: [] };
  return {
    ...(earlier ?? empty),
    ...{ arm: arm.name, family, depth, seed, parameterCount: countParameters(arm.architecture) },
    status: earlier?.status === "diverged" ? "diverged" : isOpen ? "running" : "stopped",
  };
}
