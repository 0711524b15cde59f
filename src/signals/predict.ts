import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer } from "../core/kinds.ts";
import { optional, type SettingsOf } from "../core/options.ts";
import { activation, type Activation } from "./activations.ts";
import { signalOptions, type Propagation } from "./propagate.ts";
import { smallBatch } from "./small-batch.ts";

const name = "predictPropagation";
const table = {
  ...signalOptions,
  batch: optional(
    integer({ least: 4, unit: "inputs" }),
    "For ReLU with batchNorm: the batch whose statistics normalise. It counts on the gradient's way back; the forward signal hardly depends on it.",
    "so large that its statistics are exact",
  ),
};

/** As `propagate` measures it, without the saturated units. */
export type Prediction = Pick<Propagation, "forward" | "backward" | "slope">;

/**
 * Each pre-activation is a sum of many independent terms and so normal, with q_l = gain · E[h²] for its variance; a step
 * back multiplies the squared norm of the gradient by gain · E[φ′(z)²]. With batch normalisation z has variance 1
 * whatever the gain, and the factor is E[φ′²] / Var(φ), since the layer below is divided by its deviation.
 */
export const predictPropagation = declare(
  {
    name,
    help: "What an infinitely wide net would do with inputs of variance 1, by formula: as `propagate` measures it, without the saturated units.",
    parameters: [options(table)],
    returns: ["{forward, backward, slope}", "as propagate returns them"],
    refuses: "a batch is given without batchNorm, or with another activation than ReLU",
    source:
      "Glorot & Bengio 2010, Eq. 5–6; He et al. 2015 (1502.01852), sec. 2.2; Yang et al. 2019 (1902.08129), Theorem 3.10",
    example: 'predictPropagation({depth: 20, activation: "tanh"}).slope',
  },
  predict,
);

function predict({ depth, gain, batchNorm, batch, ...settings }: SettingsOf<typeof table>): Prediction {
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
  if (batch !== undefined) {
    if (!batchNorm || settings.activation !== "relu") throw refuseBatch(batch);
    factors.splice(0, depth, ...factorsOf(batch, depth));
  }
  const backward = [1];
  for (const factor of factors.toReversed()) backward.unshift((backward[0] ?? 1) * Math.sqrt(factor));
  return { forward, backward, slope: Math.log10(backward[0] ?? 1) / depth };
}

/** Of the squared norm, lowest layer first. */
function factorsOf(batch: number, depth: number): number[] {
  const { inner, lowest, atLoss } = smallBatch(batch);
  const factors = Array.from({ length: depth }, (_, layer) => (layer === 0 ? lowest : inner));
  return [...factors.slice(0, -1), (factors.at(-1) ?? 1) * atLoss];
}

function refuseBatch(batch: number): Error {
  const problem = `the formula for a batch of ${batch} is for ReLU with batchNorm only`;
  return refuse(name, problem, "Leave batch out, or take {batchNorm: true}.");
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
