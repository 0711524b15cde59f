import { mean, sampleDeviation } from "../core/statistics.ts";
import type { Claim } from "../notebook/chapter.ts";

export type Verdict = "holds" | "does-not-hold" | "inconclusive" | "not-run";

export interface Judgement {
  readonly verdict: Verdict;
  /** Over the finite effects; NaN where there is none. */
  readonly mean: number;
  /** Standard deviation of the finite effects as a sample (n − 1); NaN of fewer than two. */
  readonly spread: number;
  /** Of all effects, infinite ones included. */
  readonly min: number;
  readonly max: number;
  /** Seeds that gave an effect, infinite or not. */
  readonly count: number;
  /** Seeds that gave a finite effect. */
  readonly finite: number;
  /** Seeds whose effect meets the threshold. */
  readonly met: number;
}

type Threshold = Pick<Claim, "badge" | "atLeast" | "atMost" | "bySign">;

/** Of a claim that is judged by its sign: so many seeds have to have it; with fewer than half it does not hold. */
export const leastShare = 0.8;

/**
 * Compares the effect of every seed with the claim's threshold. "holds": every seed meets it; "does-not-hold": none
 * does; "inconclusive": some do, or a seed has nothing to compare (NaN), or there is only one seed, which no
 * experiment may rest on. An effect that is judged by its sign asks for a share of the seeds instead of all. A derived
 * claim is exact: there one number is enough. "not-run": no effects.
 */
export function judge(claim: Threshold, effects: readonly number[] | null | undefined): Judgement {
  const given = effects ?? [];
  const known = given.filter((effect) => !Number.isNaN(effect));
  const met = known.filter((effect) => meets(claim, effect)).length;
  const finite = known.filter(Number.isFinite);
  const extremes = known.length === 0 ? { min: NaN, max: NaN } : { min: Math.min(...known), max: Math.max(...known) };
  return {
    verdict: decide(claim, given, met),
    mean: mean(finite),
    spread: sampleDeviation(finite),
    ...extremes,
    count: known.length,
    finite: finite.length,
    met,
  };
}

/** Whether one seed's effect lies on the claim's side of its threshold; the threshold itself does. */
export function meets(
  { atLeast = -Infinity, atMost = Infinity }: Pick<Threshold, "atLeast" | "atMost">,
  effect: number,
): boolean {
  return effect >= atLeast && effect <= atMost;
}

function decide({ badge, bySign }: Threshold, effects: readonly number[], met: number): Verdict {
  if (effects.length === 0) return "not-run";
  if (effects.some(Number.isNaN)) return "inconclusive";
  if (effects.length === 1 && badge !== "derived") return "inconclusive";
  if (met >= effects.length * (bySign ? leastShare : 1)) return "holds";
  return met === 0 || (bySign && met < effects.length / 2) ? "does-not-hold" : "inconclusive";
}
