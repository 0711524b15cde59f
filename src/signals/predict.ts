import { declare, options } from "../core/declare.ts";
import type { SettingsOf } from "../core/options.ts";
import { activation, type Activation } from "./activations.ts";
import { signalOptions, type Propagation } from "./propagate.ts";

/** As `propagate` measures it, without the saturated units. */
export type Prediction = Pick<Propagation, "forward" | "backward" | "slope">;

/**
 * Each pre-activation is a sum of many independent terms and so normal, with q_l = gain · E[h²] for its variance; a step
 * back multiplies the squared norm of the gradient by gain · E[φ′(z)²]. With batch normalisation z has variance 1
 * whatever the gain, and the factor is E[φ′²] / Var(φ), since the layer below is divided by its deviation.
 */
export const predictPropagation = declare(
  {
    name: "predictPropagation",
    help: "What an infinitely wide net would do with inputs of variance 1, by formula: as `propagate` measures it, without the saturated units. Batch normalisation is over batches so large that their statistics are exact.",
    parameters: [options(signalOptions)],
    returns: ["{forward, backward, slope}", "as propagate returns them"],
    source: "Glorot & Bengio 2010, Eq. 5–6; He et al. 2015 (1502.01852), sec. 2.2",
    example: 'predictPropagation({depth: 20, activation: "tanh"}).slope',
  },
  predict,
);

function predict({ depth, gain, batchNorm, ...settings }: SettingsOf<typeof signalOptions>): Prediction {
  const phi = activation(settings.activation);
  let input = { square: 1, variance: 1, slope: 1 };
  const forward = [1];
  const factors: number[] = [];
  for (let layer = 0; layer < depth; layer++) {
    const spread = batchNorm ? input.variance : input.square;
    const output = momentsOf(phi, batchNorm ? 1 : Math.sqrt(gain * input.square));
    factors.push(batchNorm ? output.slope / spread : gain * output.slope);
    forward.push(Math.sqrt(output.variance));
    input = output;
  }
  const backward = [1];
  for (const factor of factors.toReversed()) backward.unshift((backward[0] ?? 1) * Math.sqrt(factor));
  return { forward, backward, slope: Math.log10(backward[0] ?? 1) / depth };
}

/** Of a normal pre-activation of mean 0: E[φ²], Var(φ) and E[φ′²]. */
interface Moments {
  readonly square: number;
  readonly variance: number;
  readonly slope: number;
}

const reach = 8;
const halfSteps = 400;

/** By the midpoint rule, which is exact to many digits where the density is smooth and vanishes at both ends. */
function momentsOf({ value, slope }: Activation, deviation: number): Moments {
  const step = reach / halfSteps;
  let [mean, square, slopeSquare] = [0, 0, 0];
  for (let at = -halfSteps; at < halfSteps; at++) {
    const normal = (at + 0.5) * step;
    const weight = (Math.exp(-(normal ** 2) / 2) / Math.sqrt(2 * Math.PI)) * step;
    const z = deviation * normal;
    mean += weight * value(z);
    square += weight * value(z) ** 2;
    slopeSquare += weight * slope(z) ** 2;
  }
  return { square, variance: square - mean ** 2, slope: slopeSquare };
}
