import { Random } from "../../core/random.ts";
import { drawMatrix, mapEntries, multiply } from "../../signals/matrices.ts";

/** One random input on its way up through a random net, as it is: nothing is trained. */
export interface SignalJourney {
  /** [layers + 1][units], from −1 to 1. */
  readonly values: readonly (readonly number[])[];
}

/**
 * The activations of a tanh net whose weights have the variance 1.6/n, so that a signal neither dies nor saturates.
 * @param units of every layer; the picture shows them all
 */
export function sendSignal(layers: number, units: number, seed: number): SignalJourney {
  const random = new Random(seed, "picture");
  const deviation = Math.sqrt(1.6 / units);
  let h = mapEntries(drawMatrix(1, units, 1, random), (value) => Math.max(-1, Math.min(1, value)));
  const values = [[...h.values]];
  for (let layer = 0; layer < layers; layer++) {
    h = mapEntries(multiply(h, drawMatrix(units, units, deviation, random)), Math.tanh);
    values.push([...h.values]);
  }
  return { values };
}
