import { formatExact, formatNumber } from "../charts/frame/number-format.ts";
import type { Claim } from "../notebook/chapter.ts";
import type { DataSpec } from "../data/spec.ts";
import type { Training } from "../training/contract/protocol.ts";
import { describeParts, ofWhom } from "../training/results/origin.ts";
import type { Judgement, Verdict } from "./judge.ts";
import { isUpwards, marginOf } from "./margin.ts";

/** What a card says: a verdict, or why there is none: it is too early, the experiment is another one, or nothing vouches for the numbers. */
export type Outcome = Verdict | "running" | "other-settings" | "by-hand" | "edited";

/** What stands behind the numbers of a card. */
export type Backing =
  /** A function of the course has computed them from the training. */
  | "runs"
  /** The cell's own code has computed them from it. */
  | "derived"
  /** No training is named: the cell computes them otherwise, or they were written down. */
  | "none"
  /** A training is named, and the numbers do not come from it as far as anybody knows. */
  | "by-hand"
  /** They come from a training that a cell made or changed. */
  | "changed";

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  holds: "Holds here",
  "does-not-hold": "Does not hold here",
  inconclusive: "Inconclusive",
  "not-run": "Not run",
  running: "Running: no verdict yet",
  "other-settings": "Other settings: not judged",
  "by-hand": "Numbers given by hand: not judged as recorded",
  edited: "Edited: not judged",
};

/** `at least 0.5`, the words that the chapter fixed. */
export function thresholdWords({ atLeast, atMost }: Pick<Claim, "atLeast" | "atMost">): string {
  return atLeast === undefined ? `at most ${formatExact(atMost ?? NaN)}` : `at least ${formatExact(atLeast)}`;
}

/** `at least 0.5, for every seed; 3.4 standard deviations below the mean of 20 other seeds`. */
export function thresholdFact(claim: Claim): string {
  if (claim.badge === "derived") return thresholdWords(claim);
  if (claim.bySign) return signWords(claim);
  const margin = marginWords(claim);
  return `${thresholdWords(claim)}, for every seed${margin === "" ? "" : `; ${margin}`}`;
}

/** `above 0 for four of five seeds; P(effect > 0) = 0.95, from 19 of 20 other seeds`. */
function signWords({ atLeast, reference }: Claim): string {
  const sign = `above ${atLeast} for four of five seeds`;
  if (reference === undefined) return sign;
  const { met, seeds } = reference;
  return `${sign}; P(effect > ${atLeast}) = ${(met / seeds).toFixed(2)}, from ${met} of ${seeds} other seeds`;
}

/** How far the threshold lies from what other seeds gave; nothing where that was not measured. */
export function marginWords(claim: Claim): string {
  const { reference, quotient } = claim;
  if (reference === undefined) return "";
  const margin = marginOf(claim, reference);
  const isBelow = isUpwards(claim) === margin >= 0;
  const unit = `standard deviations${quotient ? " of the logarithm" : ""}`;
  return `${formatMargin(Math.abs(margin))} ${unit} ${isBelow ? "below" : "above"} the mean of ${reference.seeds} other seeds`;
}

/** One digit says enough; of what lies very far, none does. */
function formatMargin(margin: number): string {
  return margin < 10 ? margin.toFixed(1) : formatNumber(Math.floor(margin), 2);
}

/** `0.98 ± 0.02 over 3 seeds`. */
export function effectWords({ mean, spread, count, finite }: Judgement): string {
  if (count === 0) return "no effect measured";
  const seeds = `${count} ${count === 1 ? "seed" : "seeds"}`;
  if (finite === 0) return `infinite in ${seeds}`;
  const diverged = count - finite;
  const value = finite === 1 ? formatNumber(mean) : `${formatNumber(mean)} ± ${formatNumber(spread, 2)}`;
  return diverged === 0 ? `${value} over ${seeds}` : `${value} over ${finite} of ${seeds}, infinite in the rest`;
}

/** Why it came out so, in one sentence. */
export function explainOutcome(
  outcome: Outcome,
  judgement: Judgement & Pick<Claim, "bySign">,
  effects: readonly number[],
): string {
  const { met, count, bySign } = judgement;
  const all = effects.length;
  switch (outcome) {
    case "running":
      return "It is judged when all runs have ended.";
    case "other-settings": {
      const positive = effects.filter((effect) => effect > 0).length;
      return `The threshold was fixed for another experiment than this one. Here ${positive} of ${all} seeds have an effect above zero.`;
    }
    case "by-hand":
      return "Nothing vouches for these numbers. Compute them from a run, with a function such as lossGap, or with perSeed(training, …).";
    case "edited":
      return "The cell that compares is not the published one. Reset it, and its outcome is judged again.";
    case "not-run":
      return "Press Run on the experiment above.";
    case "holds":
      return all === 1 ? "The number meets the threshold." : `${met} of ${all} seeds meet the threshold.`;
    case "does-not-hold":
      return all === 1 ? "The number does not meet the threshold." : `${met} of ${all} seeds meet the threshold.`;
    case "inconclusive":
      if (count < all) return `${all - count} of ${all} seeds gave nothing to compare.`;
      if (all === 1) return "One seed is not enough: run at least two.";
      return met === all || met === 0
        ? "The runs were stopped before their end."
        : `${met} of ${all} seeds meet the threshold: a claim needs ${bySign ? "four of five" : "all of them"}, its denial ${bySign ? "less than half" : "none"}.`;
  }
}

/** Which images a net was trained on; nothing for other data, which each chapter has one kind of. */
export function dataWords(data: DataSpec | undefined): string {
  if (data?.kind !== "shapes" && data?.kind !== "cifar10") return "";
  const name = data.kind === "shapes" ? "Shapes-10" : `CIFAR-10 at ${data.size} × ${data.size}`;
  return `${name}, ${data.training.toLocaleString("en")} training images`;
}

/** Whose run it is and what computed it. */
function originWords({ recorded, made, parts, runs, engine, status, doneSteps, totalSteps }: Training): string {
  const arms = runs.map(({ arm }) => arm);
  const own = ofWhom(recorded, made);
  const one = own.slice(0, 1).toUpperCase() + own.slice(1);
  const whose = parts === undefined ? one : describeParts(parts, arms);
  const state = status === "stopped" ? `, stopped after ${doneSteps} of ${totalSteps} updates` : "";
  return `${whose}${state}; ${engine.device}.`;
}

/** What ran, and how the numbers hang together with it. */
export function backingWords(backing: Backing, training: Training | null): string {
  switch (backing) {
    case "none":
      return "None: numbers that are given by hand or computed in the cell, not judged as recorded.";
    case "by-hand":
      return "None: the numbers were not computed from the training that is named.";
    case "changed":
      return "None: the training was made or changed by a cell.";
    case "derived":
      return training === null ? "" : `${originWords(training)} The cell computes the numbers from it.`;
    case "runs":
      return training === null ? "" : originWords(training);
  }
}
