import { sizeOf } from "../../core/shape.ts";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { addressOf, allocate, floats, free, wasmKernel } from "./heap.ts";
import { partChannels, writeAffine, writeSums } from "./simd/channel-programs.ts";
import { program } from "./simd/run.ts";

interface Attributes {
  readonly epsilon: number;
}

/**
 * Batch normalisation with batch statistics in two passes over x [.., C]: outputs y, mean and variance (divided by
 * the count). Squares are taken of distances from the first row, so that E[d²] − E[d]² loses little.
 */
export const batchNormTraining = wasmKernel<"x" | "gamma" | "beta", Attributes>(
  "BatchNormTraining",
  ({ inputs: { x, gamma, beta }, attrs, backend }) => {
    const channels = x.shape.at(-1) ?? 1;
    const count = sizeOf(x.shape.slice(0, -1));
    const outputs = [x.shape, [channels], [channels]].map((shape) => allocate(backend, shape));
    const [y, mean, variance] = outputs as Three;
    const coefficients = allocate(backend, [3, channels]);
    const { first, second } = sumChannels(backend, "squares", { x, dy: x, centre: x });
    const [means, variances, values, gammas, betas, of] = [mean, variance, x, gamma, beta, coefficients].map((each) =>
      floats(backend, each),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
    for (let c = 0; c < channels; c++) {
      const shift = (first[c] as number) / count;
      const spread = Math.max(0, (second[c] as number) / count - shift * shift);
      means[c] = (values[c] as number) + shift;
      variances[c] = spread;
      of[c] = means[c] as number;
      of[channels + c] = (gammas[c] as number) / Math.sqrt(spread + attrs.epsilon);
      of[2 * channels + c] = betas[c] as number;
    }
    applyAffine(backend, { x, dy: null, coefficients, y });
    free(backend, coefficients);
    return outputs;
  },
);

/** Gradients of the above: ∂L/∂x, ∂L/∂γ, ∂L/∂β. Ioffe & Szegedy 2015, sec. 3. */
export const batchNormTrainingGradient = wasmKernel<"x" | "dy" | "gamma" | "mean" | "variance", Attributes>(
  "BatchNormTrainingGradient",
  ({ inputs: { x, dy, gamma, mean, variance }, attrs, backend }) => {
    const channels = x.shape.at(-1) ?? 1;
    const count = sizeOf(x.shape.slice(0, -1));
    const outputs = [x.shape, [channels], [channels]].map((shape) => allocate(backend, shape));
    const [dx, dGamma, dBeta] = outputs as Three;
    const coefficients = allocate(backend, [4, channels]);
    const { first, second } = sumChannels(backend, "products", { x, dy, centre: mean });
    const [ofGamma, ofBeta, gammas, means, variances, of] = [dGamma, dBeta, gamma, mean, variance, coefficients].map(
      (each) => floats(backend, each),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
    // dx = a·dy + b·(x − mean) + c, with one a, b and c for each channel.
    for (let c = 0; c < channels; c++) {
      const inverse = 1 / Math.sqrt((variances[c] as number) + attrs.epsilon);
      const sum = first[c] as number;
      const alongX = (second[c] as number) * inverse;
      const ofDy = (gammas[c] as number) * inverse;
      ofGamma[c] = alongX;
      ofBeta[c] = sum;
      of[c] = means[c] as number;
      of[channels + c] = (-ofDy * inverse * alongX) / count;
      of[2 * channels + c] = (-ofDy * sum) / count;
      of[3 * channels + c] = ofDy;
    }
    applyAffine(backend, { x, dy, coefficients, y: dx });
    free(backend, coefficients);
    return outputs;
  },
);

type Three = [TensorInfo, TensorInfo, TensorInfo];

/** Rows that are summed in single precision before the sum is added to one in double precision. */
const rowsAtOnce = 64;

/** The sums of `writeSums` over all rows; the first row of `centre` is the centre. */
function sumChannels(
  backend: BackendWasm,
  kind: "squares" | "products",
  { x, dy, centre }: { readonly x: TensorInfo; readonly dy: TensorInfo; readonly centre: TensorInfo },
): { first: Float64Array; second: Float64Array } {
  const channels = x.shape.at(-1) ?? 1;
  const count = sizeOf(x.shape.slice(0, -1));
  const [first, second] = [new Float64Array(channels), new Float64Array(channels)];
  const partial = allocate(backend, [2, channels]);
  const parts = partChannels(channels).map((part) => {
    const key = `${kind} ${part.lanes.type} ${part.width} ${channels}`;
    return { offset: part.from * 4, run: program(backend, key, () => writeSums(kind, part, channels)) };
  });
  const [ofX, ofDy, ofCentre, ofSums] = [x, dy, centre, partial].map((each) => addressOf(backend, each)) as Addresses;
  const sums = floats(backend, partial);
  for (let row = 0; row < count; row += rowsAtOnce) {
    const start = row * channels * 4;
    for (const { offset, run } of parts) {
      const rows = Math.min(rowsAtOnce, count - row);
      run(ofX + start + offset, ofDy + start + offset, ofCentre + offset, ofSums + offset, rows);
    }
    for (let c = 0; c < channels; c++) {
      first[c] = (first[c] as number) + (sums[c] as number);
      second[c] = (second[c] as number) + (sums[channels + c] as number);
    }
  }
  free(backend, partial);
  return { first, second };
}

type Addresses = [number, number, number, number];

interface Affine {
  readonly x: TensorInfo;
  readonly dy: TensorInfo | null;
  readonly coefficients: TensorInfo;
  readonly y: TensorInfo;
}

function applyAffine(backend: BackendWasm, { x, dy, coefficients, y }: Affine): void {
  const channels = x.shape.at(-1) ?? 1;
  const count = sizeOf(x.shape.slice(0, -1));
  const [ofX, ofDy, of, ofY] = [x, dy ?? x, coefficients, y].map((each) => addressOf(backend, each)) as Addresses;
  for (const part of partChannels(channels)) {
    const key = `affine ${dy !== null} ${part.lanes.type} ${part.width} ${channels}`;
    const offset = part.from * 4;
    const run = program(backend, key, () => writeAffine(dy !== null, part, channels));
    run(ofX + offset, ofDy + offset, of + offset, ofY + offset, count);
  }
}
