/**
 * What a layer of ReLU behind batch normalization does to the squared norm of a gradient, for a batch of any size, in a
 * wide random net. The normalized values of a unit lie evenly on a sphere around their mean, so that two of them
 * correlate by −1 / (B − 1). Yang et al. 1902.08129, Theorem 3.10.
 */
export interface SmallBatch {
  /** Of the layers above others of their kind. */
  readonly inner: number;
  /** Of the lowest one, whose inputs are independent and have variance 1. */
  readonly lowest: number;
  /** How much less the layer at the loss multiplies by: its gradients have nothing in common that is taken out. */
  readonly atLoss: number;
}

/** @param batch 4 or more: with fewer inputs the mean of 1 / variance does not exist */
export function smallBatch(batch: number): SmallBatch {
  const correlation = -1 / (batch - 1);
  const bothActive = 1 - Math.acos(correlation) / Math.PI;
  // Of two normal values with this correlation, as multiples of what one has: E[φ φ′] (the arc-cosine kernel).
  const common = Math.sqrt(1 - correlation ** 2) / Math.PI + correlation * bothActive;
  // What is left of a gradient when its mean and its part along the values are subtracted. Below a normalization the
  // gradients of a batch sum to zero, so that they too correlate by −1 / (B − 1).
  const left = batch - 2 + bothActive + common;
  const inner = left / ((batch - 3) * (1 - common));
  return { inner, lowest: (inner * (1 - common)) / 2, atLoss: (batch - 2) / left };
}
