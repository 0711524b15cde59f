import { learningRateAt } from "../step/optimizer.ts";
import type { OptimizerSpec } from "../contract/optimizer.ts";

/** What one update needs to know, as the uniforms of the update kernels. */
export interface UpdateSettings {
  /** Learning rate (Adam: divided by 1 − β₁ᵗ), momentum or β₁, weight decay. */
  readonly optimizer: readonly [number, number, number];
  /** Adam only: β₂, 1 − β₂, ε, √(1 − β₂ᵗ). */
  readonly secondMoment: readonly [number, number, number, number];
}

const noSecondMoment = [0, 1, 1, 1] as const;

/** Settings of either optimizer that leave the gradient itself in the first moment, and parameters where they are. */
export const gradientOnly: UpdateSettings = { optimizer: [0, 0, 0], secondMoment: noSecondMoment };

/**
 * The settings of update `step` (counted from 0) of `steps`.
 * @param last those of the update before: returned again where nothing changes, so that programs need not be told
 */
export function updateSettings(
  spec: OptimizerSpec,
  step: number,
  steps: number,
  last: UpdateSettings | null,
): UpdateSettings {
  const rate = learningRateAt(spec, step, steps);
  if (spec.kind === "sgd") {
    if (last?.optimizer[0] === rate) return last;
    return { optimizer: [rate, spec.momentum, spec.weightDecay], secondMoment: noSecondMoment };
  }
  const { beta1, beta2, epsilon, weightDecay } = spec;
  return {
    optimizer: [rate / (1 - beta1 ** (step + 1)), beta1, weightDecay],
    secondMoment: [beta2, 1 - beta2, epsilon, Math.sqrt(1 - beta2 ** (step + 1))],
  };
}
