import { mean, shareOf } from "../core/statistics.ts";
import { checkOptionNames, requireBoolean, requireInteger, requireNumber } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import { findActivation, type Activation, type ActivationName } from "./activations.ts";
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

export interface PropagationOptions {
  /** Layers. */
  readonly depth: number;
  /** Units of every layer, the input included. */
  readonly width?: number;
  /** Inputs sent through at once. */
  readonly batch?: number;
  readonly activation?: ActivationName;
  /** Var(w) · width: 1 is Xavier's for square layers (Glorot & Bengio 2010), 2 is He's (1502.01852 Eq. 10). */
  readonly gain?: number;
  /** Batch normalisation before each activation. */
  readonly batchNorm?: boolean;
  /** h ← h + φ(…) instead of h ← φ(…). */
  readonly shortcut?: boolean;
  readonly seed?: number;
}

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

const optionNames = ["depth", "width", "batch", "activation", "gain", "batchNorm", "shortcut", "seed"];

/**
 * Sends normal inputs through a random fully connected net without biases, and a random gradient back. Nothing is trained.
 * @throws CourseError if an option cannot be used
 */
export function propagate(options: PropagationOptions): Propagation {
  const { depth, width, batch, activation, deviation, batchNorm, shortcut, seed } = readOptions(options);
  const random = new Random(seed, "propagation");
  const layers: Layer[] = [];
  const forward: number[] = [];
  let h = drawMatrix(batch, width, 1, new Random(seed, "propagation inputs"));
  forward.push(standardDeviation(h));
  for (let index = 0; index < depth; index++) {
    const layer = applyLayer(h, drawMatrix(width, width, deviation, random), { activation, batchNorm, shortcut });
    layers.push(layer);
    h = layer.output;
    forward.push(standardDeviation(h));
  }
  const backward = sendBack(layers, drawMatrix(batch, width, 1, new Random(seed, "propagation gradient")));
  return { forward, backward, slope: fitSlope(backward), saturated: layers.map(({ saturated }) => saturated) };
}

interface Layer {
  readonly output: Matrix;
  readonly saturated: number;
  /** ∂/∂h_{l−1} from ∂/∂h_l. */
  readonly gradient: (dy: Matrix) => Matrix;
}

interface LayerStyle {
  readonly activation: Activation;
  readonly batchNorm: boolean;
  readonly shortcut: boolean;
}

function applyLayer(h: Matrix, weights: Matrix, { activation, batchNorm, shortcut }: LayerStyle): Layer {
  const linear = multiply(h, weights);
  const normalized: Normalized = batchNorm ? normalizeColumns(linear) : { output: linear, gradient: (dy) => dy };
  const z = normalized.output;
  const branch = mapEntries(z, activation.value);
  return {
    output: shortcut ? sum(h, branch) : branch,
    saturated: shareOf(z.values, activation.isSaturated),
    gradient: (dy) => {
      const dz = mapEntries(dy, (value, at) => value * activation.slope(z.values[at] as number));
      const dx = multiply(normalized.gradient(dz), transpose(weights));
      return shortcut ? sum(dy, dx) : dx;
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

function readOptions(options: PropagationOptions) {
  checkOptionNames("propagate", options, optionNames);
  const { width = 128, batch = 64, gain = 1, batchNorm = false, shortcut = false, seed = 1 } = options;
  requireInteger("propagate", "width", width, 1);
  return {
    depth: requireInteger("propagate", "depth", options.depth, 1),
    width,
    batch: requireInteger("propagate", "batch", batch, 2),
    activation: findActivation("propagate", options.activation ?? "relu"),
    deviation: Math.sqrt(requireNumber("propagate", "gain", gain, 0) / width),
    batchNorm: requireBoolean("propagate", "batchNorm", batchNorm),
    shortcut: requireBoolean("propagate", "shortcut", shortcut),
    seed: requireInteger("propagate", "seed", seed, -Infinity),
  };
}
