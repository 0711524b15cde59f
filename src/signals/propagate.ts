import { declare, options } from "../core/declare.ts";
import { boolean, integer, number, seedKind } from "../core/kinds.ts";
import { needed, withDefault, type OptionsOf } from "../core/options.ts";
import { Random } from "../core/random.ts";
import { mean, shareOf } from "../core/statistics.ts";
import { activation, activationKind, type Activation } from "./activations.ts";
import { normalizeColumns, type Normalized } from "./batch-norm.ts";
import {
  drawMatrix,
  frobeniusNorm,
  mapEntries,
  multiply,
  standardDeviation,
  transpose,
  type Matrix,
} from "./matrices.ts";

/** What the measurement and the prediction share. */
export const signalOptions = {
  depth: needed(integer({ least: 1, unit: "layers" }), "How many the signal goes through."),
  activation: withDefault(activationKind, "relu", "The non-linearity of every layer."),
  gain: withDefault(
    number({ least: 0 }),
    1,
    "Var(w) · width: 1 is Xavier's for square layers (Glorot & Bengio 2010), 2 is He's (He et al. 2015, 1502.01852, Eq. 10).",
  ),
  batchNorm: withDefault(boolean, false, "Batch normalisation before each activation."),
};

const propagationOptions = {
  ...signalOptions,
  width: withDefault(integer({ least: 1 }), 128, "Units of every layer, the input included."),
  batch: withDefault(integer({ least: 2 }), 64, "Inputs sent through at once."),
  residual: withDefault(boolean, false, "h ← h + φ(…) instead of h ← φ(…)."),
  seed: withDefault(seedKind, 1, "Another seed draws other weights and inputs."),
};
export type PropagationOptions = OptionsOf<typeof propagationOptions>;

/** What reaches each layer of a random net, forwards and backwards. Index 0 is the input h₀, the last one the output h_L. */
export interface Propagation {
  /** Standard deviation of the activations h₀ … h_L. */
  readonly forward: readonly number[];
  /** ‖∂/∂h_l‖ / ‖∂/∂h_L‖ for l = 0 … L: how much of the gradient is left. The last one is 1. */
  readonly backward: readonly number[];
  /** Slope of log₁₀ backward against the distance from the output, by least squares: negative vanishes, positive explodes. */
  readonly slope: number;
  /** Part of the units that pass almost nothing back, in layers 1 … L. */
  readonly saturated: readonly number[];
}

export const propagate = declare(
  {
    name: "propagate",
    help: "Sends normal inputs through a random fully connected net without biases, and a random gradient back. Nothing is trained.",
    parameters: [options(propagationOptions)],
    returns: [
      "{forward, backward, slope, saturated}",
      "of h₀ … h_L: standard deviations of the activations; ‖∂/∂h_l‖ / ‖∂/∂h_L‖; slope of its log₁₀ a layer; share of saturated units in layers 1 … L",
    ],
    example: 'propagate({depth: 20, activation: "tanh"}).slope',
  },
  ({ depth, width, batch, gain, seed, ...style }): Propagation => {
    const random = new Random(seed, "propagation");
    const deviation = Math.sqrt(gain / width);
    const layerStyle = { ...style, activation: activation(style.activation) };
    const layers: Layer[] = [];
    const forward: number[] = [];
    let h = drawMatrix(batch, width, 1, new Random(seed, "propagation inputs"));
    forward.push(standardDeviation(h));
    for (let index = 0; index < depth; index++) {
      const layer = applyLayer(h, drawMatrix(width, width, deviation, random), layerStyle);
      layers.push(layer);
      h = layer.output;
      forward.push(standardDeviation(h));
    }
    const backward = sendBack(layers, drawMatrix(batch, width, 1, new Random(seed, "propagation gradient")));
    return { forward, backward, slope: fitSlope(backward), saturated: layers.map(({ saturated }) => saturated) };
  },
);

interface Layer {
  readonly output: Matrix;
  readonly saturated: number;
  /** ∂/∂h_{l−1} from ∂/∂h_l. */
  readonly gradient: (dy: Matrix) => Matrix;
}

interface LayerStyle {
  readonly activation: Activation;
  readonly batchNorm: boolean;
  readonly residual: boolean;
}

function applyLayer(h: Matrix, weights: Matrix, { activation, batchNorm, residual }: LayerStyle): Layer {
  const linear = multiply(h, weights);
  const normalized: Normalized = batchNorm ? normalizeColumns(linear) : { output: linear, gradient: (dy) => dy };
  const z = normalized.output;
  const branch = mapEntries(z, activation.value);
  return {
    output: residual ? sum(h, branch) : branch,
    saturated: shareOf(z.values, activation.isSaturated),
    gradient: (dy) => {
      const dz = mapEntries(dy, (value, at) => value * activation.slope(z.values[at] as number));
      const dx = multiply(normalized.gradient(dz), transpose(weights));
      return residual ? sum(dy, dx) : dx;
    },
  };
}

function sum(a: Matrix, b: Matrix): Matrix {
  return mapEntries(a, (value, at) => value + (b.values[at] as number));
}

function sendBack(layers: readonly Layer[], outputGradient: Matrix): number[] {
  const start = frobeniusNorm(outputGradient);
  const ratios = [1];
  let gradient = outputGradient;
  for (const layer of layers.toReversed()) {
    gradient = layer.gradient(gradient);
    ratios.unshift(frobeniusNorm(gradient) / start);
  }
  return ratios;
}

function fitSlope(backward: readonly number[]): number {
  const distances = backward.map((_, at) => backward.length - 1 - at);
  const logs = backward.map((ratio) => Math.log10(ratio));
  const [middle, level] = [mean(distances), mean(logs)];
  const covariance = distances.reduce(
    (total, distance, at) => total + (distance - middle) * ((logs[at] ?? 0) - level),
    0,
  );
  return covariance / distances.reduce((total, distance) => total + (distance - middle) ** 2, 0);
}
