import type { Augmentation } from "../../data/augment.ts";
import type { DataSpec } from "../../data/spec.ts";
import type { OptimizerSpec } from "./optimizer.ts";
import type { LossKind } from "./session.ts";

/**
 * What a training was made with, as far as its results hang on it: what has to be the same for two trainings to be the
 * same experiment. Engine, and what is measured on the way, are not part of it, but the steps at which nets are probed are.
 */
export interface TrainingSettings {
  readonly steps: number;
  readonly batchSize: number;
  readonly loss: LossKind;
  readonly probeAt: readonly number[];
  readonly seeds: readonly number[];
  readonly data: DataSpec;
  readonly augment: Augmentation | null;
  readonly arms: readonly ArmSettings[];
  /** It went on from a saved training, whose earlier rates nobody knows. */
  readonly isResumed?: true;
}

/** One net of a training, with the optimizer that it had. */
export interface ArmSettings {
  readonly name: string;
  /** Tells architectures apart: see `fingerprint`. */
  readonly architecture: string;
  readonly depth: number;
  readonly optimizer: OptimizerSpec;
  /** It started from given parameters. */
  readonly isGiven?: true;
}
