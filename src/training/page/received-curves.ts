import type {
  Evaluation,
  GradientProbe,
  Run,
  RunChanges,
  SavedChanges,
  SavedTraining,
  Tail,
  Training,
  TrainingChanges,
} from "../contract/protocol.ts";

/**
 * The curves of a training as far as its worker has sent them. Each snapshot that is put together has copies of its own:
 * it stays as it is when the curves grow or are cut back, and what a cell does to it happens to no other.
 */
export class ReceivedCurves {
  /** In the training's order, which stays. */
  readonly #runs: RunCurves[] = [];

  /** The whole snapshot. Takes every message of the worker once, in the order in which it sent them. */
  trainingWith(changes: TrainingChanges): Training {
    const runs = changes.runs.map((run, place) => (this.#runs[place] ??= new RunCurves()).runWith(run));
    return { ...changes, runs };
  }

  /** The same for a checkpoint. */
  savedWith(changes: SavedChanges): SavedTraining {
    return { ...changes, training: this.trainingWith(changes.training) };
  }
}

class RunCurves {
  readonly #loss: number[] = [];
  readonly #accuracy: number[] = [];
  readonly #evaluations: Evaluation[] = [];
  readonly #probes: GradientProbe[] = [];

  runWith(changes: RunChanges): Run {
    take(this.#loss, changes.loss);
    take(this.#accuracy, changes.accuracy);
    take(this.#evaluations, changes.evaluations);
    take(this.#probes, changes.probes);
    return {
      ...changes,
      loss: this.#loss.slice(),
      accuracy: this.#accuracy.slice(),
      evaluations: this.#evaluations.map((evaluation) => ({ ...evaluation })),
      probes: structuredClone(this.#probes),
    };
  }
}

function take<T>(curve: T[], { from, values }: Tail<Iterable<T>>): void {
  curve.length = from;
  for (const value of values) curve.push(value);
}
