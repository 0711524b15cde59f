import type { Run, RunChanges, Tail, Training, TrainingChanges } from "../contract/protocol.ts";

interface Lengths {
  readonly loss: number;
  readonly accuracy: number;
  readonly evaluations: number;
  readonly probes: number;
}

const nothing: Lengths = { loss: 0, accuracy: 0, evaluations: 0, probes: 0 };

/**
 * How much of a training's curves the page has: a message takes what is new of them, since copying all would take the
 * longer the longer a training runs. Curves only grow, unless the loop goes back to a checkpoint; it reports that
 * before its next step, so that a shorter curve is always seen before it has grown again.
 */
export class SentCurves {
  /** Of each run, in the training's order, which stays. */
  #lengths: readonly Lengths[] = [];

  /** @returns the snapshot with what the page does not have; it counts as sent from now on */
  changesTo(training: Training): TrainingChanges {
    const runs = training.runs.map((run, place) => changesOf(run, this.#lengths[place] ?? nothing));
    this.#lengths = training.runs.map(({ loss, accuracy, evaluations, probes }) => ({
      loss: loss.length,
      accuracy: accuracy.length,
      evaluations: evaluations.length,
      probes: probes.length,
    }));
    return { ...training, runs };
  }
}

function changesOf(run: Run, sent: Lengths): RunChanges {
  return {
    ...run,
    loss: numbersAfter(run.loss, sent.loss),
    accuracy: numbersAfter(run.accuracy, sent.accuracy),
    evaluations: after(run.evaluations, sent.evaluations),
    probes: after(run.probes, sent.probes),
  };
}

function after<T>(values: readonly T[], sent: number): Tail<readonly T[]> {
  return { from: Math.min(sent, values.length), values: values.slice(sent) };
}

/** Numbers as bytes: they cross many times faster than as a list. */
function numbersAfter(values: readonly number[], sent: number): Tail<Float64Array> {
  const tail = after(values, sent);
  return { ...tail, values: Float64Array.from(tail.values) };
}
