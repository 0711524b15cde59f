import { fingerprint } from "./fingerprint.ts";
import type { OptimizerSpec } from "./optimizer.ts";
import type { ArmRequest, TrainingRequest } from "./protocol.ts";
import type { ArmSettings, TrainingSettings } from "./settings.ts";

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
