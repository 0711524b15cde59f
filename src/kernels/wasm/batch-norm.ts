import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { allocate, floats, wasmKernel } from "./heap.ts";

interface Attributes {
  readonly epsilon: number;
}

/**
 * Batch normalisation with batch statistics in two passes over x [.., C]: outputs y, mean and variance (divided by
 * the count). Sums are kept in double precision, so that E[x²] − E[x]² loses nothing.
 */
export const batchNormTraining = wasmKernel<"x" | "gamma" | "beta", Attributes>(
  "BatchNormTraining",
  ({ inputs, attrs, backend }) => {
    const { outputs, views } = allocateOutputs(backend, inputs.x.shape);
    const [y, mean, variance] = views;
    const x = floats(backend, inputs.x);
    const gamma = floats(backend, inputs.gamma);
    const beta = floats(backend, inputs.beta);
    const channels = mean.length;
    const { sums, squares } = sumWithSquares(x, channels);
    const count = x.length / channels;
    const scale = new Float64Array(channels);
    const shift = new Float64Array(channels);
    for (let c = 0; c < channels; c++) {
      const average = (sums[c] as number) / count;
      const spread = Math.max(0, (squares[c] as number) / count - average * average);
      const factor = (gamma[c] as number) / Math.sqrt(spread + attrs.epsilon);
      mean[c] = average;
      variance[c] = spread;
      scale[c] = factor;
      shift[c] = (beta[c] as number) - average * factor;
    }
    scaleAndShift(y, x, scale, shift);
    return outputs;
  },
);

/** Gradients of the above: ∂L/∂x, ∂L/∂γ, ∂L/∂β. Ioffe & Szegedy 2015, sec. 3. */
export const batchNormTrainingGradient = wasmKernel<"x" | "dy" | "gamma" | "mean" | "variance", Attributes>(
  "BatchNormTrainingGradient",
  ({ inputs, attrs, backend }) => {
    const { outputs, views } = allocateOutputs(backend, inputs.x.shape);
    const [dx, dGamma, dBeta] = views;
    const x = floats(backend, inputs.x);
    const dy = floats(backend, inputs.dy);
    const gamma = floats(backend, inputs.gamma);
    const mean = floats(backend, inputs.mean);
    const variance = floats(backend, inputs.variance);
    const channels = mean.length;
    const { sums, products } = sumWithProducts(x, dy, mean);
    const count = x.length / channels;
    // dx = a·dy + b·x + c, with one a, b and c for each channel.
    const [a, b, c] = [new Float64Array(channels), new Float64Array(channels), new Float64Array(channels)];
    for (let channel = 0; channel < channels; channel++) {
      const inverse = 1 / Math.sqrt((variance[channel] as number) + attrs.epsilon);
      const alongX = (products[channel] as number) * inverse;
      const sum = sums[channel] as number;
      const ofDy = (gamma[channel] as number) * inverse;
      const ofX = (-ofDy * inverse * alongX) / count;
      dGamma[channel] = alongX;
      dBeta[channel] = sum;
      a[channel] = ofDy;
      b[channel] = ofX;
      c[channel] = (-ofDy * sum) / count - ofX * (mean[channel] as number);
    }
    combine(dx, dy, x, { a, b, c });
    return outputs;
  },
);

type Views = [Float32Array, Float32Array, Float32Array];

/** One tensor like x and two with one value for each channel. */
function allocateOutputs(backend: BackendWasm, shape: readonly number[]): { outputs: TensorInfo[]; views: Views } {
  const channels = shape.at(-1) ?? 1;
  const outputs = [shape, [channels], [channels]].map((each) => allocate(backend, each));
  return { outputs, views: outputs.map((tensor) => floats(backend, tensor)) as Views };
}

// The loops below are functions of their own, and index their arrays directly, so that each sees one type of array:
// the JavaScript engine then compiles them to plain loads and stores.

/** Sums of x and of x² over all axes but the last. */
function sumWithSquares(x: Float32Array, channels: number): { sums: Float64Array; squares: Float64Array } {
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const value = x[start + c] as number;
      sums[c] = (sums[c] as number) + value;
      squares[c] = (squares[c] as number) + value * value;
    }
  }
  return { sums, squares };
}

function scaleAndShift(y: Float32Array, x: Float32Array, scale: Float64Array, shift: Float64Array): void {
  const channels = scale.length;
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      y[start + c] = (x[start + c] as number) * (scale[c] as number) + (shift[c] as number);
    }
  }
}

/** Sums of dy and of dy·(x − mean) over all axes but the last. */
function sumWithProducts(
  x: Float32Array,
  dy: Float32Array,
  mean: Float32Array,
): { sums: Float64Array; products: Float64Array } {
  const channels = mean.length;
  const sums = new Float64Array(channels);
  const products = new Float64Array(channels);
  for (let start = 0; start < x.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const value = dy[start + c] as number;
      sums[c] = (sums[c] as number) + value;
      products[c] = (products[c] as number) + value * ((x[start + c] as number) - (mean[c] as number));
    }
  }
  return { sums, products };
}

function combine(
  dx: Float32Array,
  dy: Float32Array,
  x: Float32Array,
  { a, b, c }: { readonly a: Float64Array; readonly b: Float64Array; readonly c: Float64Array },
): void {
  const channels = a.length;
  for (let start = 0; start < x.length; start += channels) {
    for (let k = 0; k < channels; k++) {
      const at = start + k;
      dx[at] = (a[k] as number) * (dy[at] as number) + (b[k] as number) * (x[at] as number) + (c[k] as number);
    }
  }
}
