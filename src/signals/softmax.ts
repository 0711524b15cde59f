import { sum, sumOf } from "../core/statistics.ts";
import { refuse } from "../core/errors.ts";
import { requireInteger, show } from "../core/check-value.ts";

/** exp(z_k) / Σ exp(z_j), without overflow. */
export function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = sum(powers);
  return powers.map((power) => power / total);
}

/**
 * −log of the softmax of the logits at the label: what training minimises, with the softmax inside it.
 * @throws CourseError if there is no such class
 */
export function crossEntropy(logits: readonly number[], label: number): number {
  const logit = logits[label];
  if (logit === undefined) {
    const problem = `there is no class ${show(label)} among ${logits.length}`;
    throw refuse("crossEntropy", problem, `Pass an integer from 0 to ${logits.length - 1}.`);
  }
  const largest = Math.max(...logits);
  const total = sumOf(logits, (each) => Math.exp(each - largest));
  return Math.log(total) - (logit - largest);
}

/**
 * The least that cross-entropy can be where a net ends in a softmax and the loss applies another one to it: the first
 * one's outputs are at most 1 apart. ln(e + C − 1) − 1 for C classes.
 */
export function leastDoubleSoftmaxLoss(classes: number): number {
  return Math.log(Math.E + requireInteger("leastDoubleSoftmaxLoss", "classes", classes, 2) - 1) - 1;
}
