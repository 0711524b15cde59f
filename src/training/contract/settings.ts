import type { DataSpec } from "../../data/spec.ts";
import { fingerprint } from "./fingerprint.ts";
import type { OptimizerSpec } from "./optimizer.ts";
import type { ArmRequest, TrainingRequest } from "./protocol.ts";

/**
 * What a training was made with, as far as its results hang on it: what has to be the same for two trainings to be the
 * same experiment. Engine, and what is measured on the way, are not part of it, but the steps at which nets are probed are.
 */
export interface TrainingSettings extends Pick<TrainingRequest, "steps" | "batchSize" | "loss" | "probeAt" | "seeds"> {
  readonly data: DataSpec;
  readonly augment: NonNullable<TrainingRequest["augment"]> | null;
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

/** What a request asks for, short enough to lie beside every training. */
export function settingsOfRequest(request: TrainingRequest): TrainingSettings {
  const { data, steps, batchSize, augment = null, loss, probeAt, seeds, arms, resume } = request;
  const resumed = resume === undefined ? {} : { isResumed: true as const };
  const named = arms.map((arm) => settingsOfArm(arm, request.optimizer));
  return { data, steps, batchSize, augment, loss, probeAt, seeds, arms: named, ...resumed };
}

function settingsOfArm({ name, architecture, initial, optimizer }: ArmRequest, shared: OptimizerSpec): ArmSettings {
  const given = initial === undefined ? {} : { isGiven: true as const };
  const { depth } = architecture;
  return { name, architecture: fingerprint(architecture), depth, optimizer: optimizer ?? shared, ...given };
}
