import { sampleDeviation, mean } from "../core/statistics.ts";
import type { Claim, ClaimReference } from "../notebook/chapter.ts";
import { meets } from "./judge.ts";

type Threshold = Pick<Claim, "atLeast" | "atMost" | "states" | "quotient">;

/** Margins below this are refused: at 2.5 deviations of a normal distribution one seed in 160 lies beyond. */
export const leastMargin = 2.5;

/** A reference of fewer seeds is refused. */
export const leastSeeds = 20;

/**
 * Of the effects that seeds have which the page does not use. Quotients are compared on the logarithm, where twice and
 * half are equally far from one. Infinite effects meet every threshold, or none: they are counted, and the mean is that
 * of the others.
 * @throws RangeError where a quotient is not above zero
 */
export function summarize(threshold: Threshold, effects: readonly number[]): ClaimReference {
  const finite = effects.filter(Number.isFinite);
  const weakest = isUpwards(threshold) ? Math.min(...effects) : Math.max(...effects);
  const scaled = finite.map((effect) => onScale(threshold, effect));
  const middle = mean(scaled);
  return {
    seeds: effects.length,
    met: effects.filter((effect) => meets(threshold, effect)).length,
    mean: threshold.quotient ? Math.exp(middle) : middle,
    deviation: sampleDeviation(scaled),
    weakest,
  };
}

/**
 * How many standard deviations the threshold lies on the far side of the mean, seen from the outcome that the chapter
 * states: 3.4 for a threshold 0.5 with effects of 0.87 ± 0.11. Negative where the mean itself is beyond it.
 */
export function marginOf(threshold: Threshold, { mean: middle, deviation, weakest }: ClaimReference): number {
  if (weakest === (isUpwards(threshold) ? -Infinity : Infinity)) return -Infinity;
  const bound = threshold.atLeast ?? threshold.atMost ?? NaN;
  const distance = onScale(threshold, middle) - onScale(threshold, bound);
  return (isUpwards(threshold) ? distance : -distance) / deviation;
}

/**
 * The threshold that a reference allows: half of the weakest effect (twice the largest, where effects are to be small),
 * or three deviations from the mean, whichever is safer; of quotients half of the weakest one's logarithm, its root.
 */
export function safeThreshold(threshold: Threshold, { mean: middle, deviation, weakest }: ClaimReference): number {
  const sign = isUpwards(threshold) ? 1 : -1;
  const ofWeakest = onScale(threshold, weakest) / (sign > 0 || threshold.quotient ? 2 : 0.5);
  const ofMean = onScale(threshold, middle) - sign * 3 * deviation;
  const safer = sign > 0 ? Math.min(ofWeakest, ofMean) : Math.max(ofWeakest, ofMean);
  return threshold.quotient ? Math.exp(safer) : safer;
}

/** Whether effects are to lie above the threshold, by what the chapter says of the outcome. */
export function isUpwards({ atLeast, states }: Threshold): boolean {
  return (atLeast !== undefined) === (states !== "does-not-hold");
}

function onScale({ quotient }: Threshold, effect: number): number {
  if (!quotient) return effect;
  if (effect > 0) return Math.log(effect);
  throw new RangeError(`A quotient must be above zero, got ${effect}.`);
}
