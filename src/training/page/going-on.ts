import type { Interruption, Run, RunName, SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";
import type { Loss } from "./worker-lost.ts";

/** The same training for another worker: from the last checkpoint, or from its beginning where there is none. */
export function goOnFrom(request: TrainingRequest, checkpoint: SavedTraining | null, loss: Loss): TrainingRequest {
  const start = checkpoint ?? request.resume;
  const interruption = interruptionBy(loss, start, request);
  if (checkpoint === null) return { ...request, interruptions: [...(request.interruptions ?? []), interruption] };
  const { interruptions = [], ...training } = checkpoint.training;
  return { ...request, resume: { ...checkpoint, training }, interruptions: [...interruptions, interruption] };
}

/**
 * What there is of a training that was stopped and whose worker had to be ended, since it did not stop: its curves, or,
 * where parameters or state are to be kept, all of the last checkpoint. Null if nothing had been done.
 */
export function endWith(
  request: TrainingRequest,
  checkpoint: SavedTraining | null,
  { last, loss }: { readonly last: Training | null; readonly loss: Loss },
): Training | null {
  if (last === null) return null;
  const isKept = request.keepParameters || request.keepState;
  if (!isKept) return end(last);
  const interruption = { ...interruptionBy(loss, checkpoint ?? undefined, request), ended: true } as const;
  if (checkpoint === null) {
    const reason = `${interruption.reason}, its parameters with it`;
    return withInterruption(end(last), { ...interruption, reason });
  }
  const training = withInterruption(end(checkpoint.training), interruption);
  const runs = request.keepParameters ? training.runs.map((run) => withParameters(run, checkpoint)) : training.runs;
  return { ...training, runs, ...(request.keepState ? { saved: checkpoint } : {}) };
}

function interruptionBy(
  { step, reason }: Loss,
  start: SavedTraining | undefined,
  { runs }: TrainingRequest,
): Interruption {
  const resumedFrom = Math.max(0, ...(start?.training.runs ?? []).map(({ loss }) => loss.length));
  return {
    step: Math.max(step, resumedFrom),
    resumedFrom,
    reason: `the training worker${ofWhich(runs)} was lost (${reason})`,
  };
}

/** ` of plain-20 with seed 3`: where several workers share a training, the reader shall know what the loss befell. */
function ofWhich(runs: readonly RunName[] = []): string {
  if (runs.length === 0) return "";
  if (runs.length > 2) return ` of ${runs.length} runs`;
  return ` of ${runs.map(({ arm, seed }) => `${arm} with seed ${seed}`).join(" and ")}`;
}

function end(training: Training): Training {
  const runs = training.runs.map((run): Run => (run.status === "running" ? { ...run, status: "stopped" } : run));
  return { ...training, status: "stopped", runs };
}

function withInterruption(training: Training, interruption: Interruption): Training {
  return { ...training, interruptions: [...(training.interruptions ?? []), interruption] };
}

function withParameters(run: Run, { states }: SavedTraining): Run {
  const kept = states.find(({ arm, seed }) => arm === run.arm && seed === run.seed);
  return kept === undefined ? run : { ...run, parameters: kept.state.parameters };
}
