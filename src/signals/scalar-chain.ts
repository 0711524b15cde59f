import { declare, options } from "../core/declare.ts";
import { integer, number } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { activation, activationKind, type ActivationName } from "./activations.ts";

/** A net of one unit a layer, h_l = φ(w·h_{l−1} + b_l), and its derivative by the input in two ways. */
export interface ScalarChain {
  readonly activation: ActivationName;
  readonly weight: number;
  readonly z: number;
  /** w·φ′(z), the same in each layer. */
  readonly factor: number;
  /** dh_L/dh_l for l = 0 … L: products of the factors behind layer l. The last one is 1. */
  readonly products: readonly number[];
  /** dh_L/dh_0 by the chain rule. */
  readonly derivative: number;
  /** The same by moving the input a little to both sides and looking what comes out. */
  readonly difference: number;
  /** |difference − derivative| / |derivative|; 0 where both are 0. */
  readonly relativeError: number;
}

export const scalarChain = declare(
  {
    name: "scalarChain",
    help: "The chain rule at its simplest: one unit a layer, one path from the input to the output, and the derivative in two ways.",
    parameters: [
      options({
        depth: needed(integer({ least: 1, unit: "layers" }), "Of one unit each."),
        activation: withDefault(activationKind, "sigmoid", "The non-linearity φ of every layer."),
        weight: withDefault(number(), 1, "w of every layer."),
        z: withDefault(number(), 0, "The pre-activation of every layer: biases are set so that it is this."),
      }),
    ],
    returns: [
      "{factor, products, derivative, difference, relativeError}",
      "w·φ′(z); dh_L/dh_l for l = 0 … L; dh_L/dh_0 by the chain rule and by moving the input",
    ],
    example: "scalarChain({depth: 10, weight: 2}).derivative",
  },
  ({ depth, activation: name, weight, z }): ScalarChain => {
    const { value, slope } = activation(name);
    const factor = weight * slope(z);
    const products = [1];
    for (let layer = 0; layer < depth; layer++) products.unshift((products[0] ?? 1) * factor);
    const derivative = products[0] ?? 1;
    const difference = differenceQuotient(depth, (h) => value(z + weight * (h - value(z))), value(z));
    return {
      ...{ activation: name, weight, z, factor, products, derivative, difference },
      relativeError: derivative === difference ? 0 : Math.abs(difference - derivative) / Math.abs(derivative),
    };
  },
);

/** Central difference. Deep in a vanishing chain the change is lost in the rounding of h, as it would be in a net. */
function differenceQuotient(depth: number, layer: (h: number) => number, h: number): number {
  const run = (start: number): number => {
    let output = start;
    for (let at = 0; at < depth; at++) output = layer(output);
    return output;
  };
  const step = 1e-3;
  return (run(h + step) - run(h - step)) / (2 * step);
}
