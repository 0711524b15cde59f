import { weightedSum } from "./arithmetic.ts";
import type { TensorInfo, Workspace } from "./workspace.ts";

export interface NormalizedBatch {
  readonly output: TensorInfo;
  /** Of the batch, per channel; the variance divides by the count, not by count − 1. */
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  /** Gradients from ∂L/∂output. Can be called once. */
  gradient(dy: TensorInfo): BatchNormGradient;
}

export interface BatchNormGradient {
  readonly x: TensorInfo;
  readonly gamma: TensorInfo;
  readonly beta: TensorInfo;
}

/** Batch normalisation with the statistics of the batch, over all axes but the last. Ioffe & Szegedy 2015, Algorithm 1. */
export function normalizeBatch(
  ws: Workspace,
  x: TensorInfo,
  gamma: TensorInfo,
  beta: TensorInfo,
  epsilon: number,
): NormalizedBatch {
  if (!ws.has("BatchNormTraining")) return composeNormalization(ws, x, gamma, beta, epsilon);
  const [output, mean, variance] = ws.callMany("BatchNormTraining", { x, gamma, beta }, { epsilon }) as Three;
  const gradient = (dy: TensorInfo): BatchNormGradient => {
    const inputs = { x, dy, gamma, mean, variance };
    const [dx, dGamma, dBeta] = ws.callMany("BatchNormTrainingGradient", inputs, { epsilon }) as Three;
    return { x: dx, gamma: dGamma, beta: dBeta };
  };
  return { output, mean, variance, gradient };
}

type Three = [TensorInfo, TensorInfo, TensorInfo];

/** The same from the backend's elementary kernels. */
function composeNormalization(
  ws: Workspace,
  x: TensorInfo,
  gamma: TensorInfo,
  beta: TensorInfo,
  epsilon: number,
): NormalizedBatch {
  const axis = x.shape.slice(0, -1).map((_, index) => index);
  const mean = ws.call("Mean", { x }, { axis, keepDims: false });
  const centred = ws.call("Sub", { a: x, b: mean });
  const squares = ws.call("Square", { x: centred });
  const variance = ws.call("Mean", { x: squares }, { axis, keepDims: false });
  const scale = ws.call("Rsqrt", { x: ws.call("Add", { a: variance, b: ws.scalar(epsilon) }) });
  const normalized = ws.call("Multiply", { a: centred, b: scale });
  const scaled = ws.call("Multiply", { a: normalized, b: gamma });
  const output = ws.call("Add", { a: scaled, b: beta });
  ws.release(centred, squares, scaled);

  const gradient = (dy: TensorInfo): BatchNormGradient => {
    const product = ws.call("Multiply", { a: dy, b: normalized });
    const dBeta = ws.call("Sum", { x: dy }, { axis, keepDims: false });
    const dGamma = ws.call("Sum", { x: product }, { axis, keepDims: false });
    const share = ws.scalar(1 / axis.reduce((count, each) => count * (x.shape[each] ?? 1), 1));
    const along = ws.call("Multiply", { a: normalized, b: ws.call("Multiply", { a: dGamma, b: share }) });
    const shifted = ws.call("Sub", { a: dy, b: ws.call("Multiply", { a: dBeta, b: share }) });
    const rest = ws.call("Sub", { a: shifted, b: along });
    const dx = ws.call("Multiply", { a: rest, b: ws.call("Multiply", { a: gamma, b: scale }) });
    ws.release(product, along, shifted, rest, normalized);
    return { x: dx, gamma: dGamma, beta: dBeta };
  };
  return { output, mean, variance, gradient };
}

/** Batch normalisation with given statistics: a fixed scale and shift per channel. */
export function normalizeWith(
  ws: Workspace,
  x: TensorInfo,
  parameters: {
    readonly gamma: TensorInfo;
    readonly beta: TensorInfo;
    readonly mean: TensorInfo;
    readonly variance: TensorInfo;
  },
  epsilon: number,
): TensorInfo {
  const { gamma, beta, mean, variance } = parameters;
  const scale = ws.call("Rsqrt", { x: ws.call("Add", { a: variance, b: ws.scalar(epsilon) }) });
  const centred = ws.call("Sub", { a: x, b: mean });
  const scaled = ws.call("Multiply", { a: centred, b: ws.call("Multiply", { a: gamma, b: scale }) });
  const output = ws.call("Add", { a: scaled, b: beta });
  ws.release(centred, scaled);
  return output;
}

/**
 * Running statistics after one more batch, as PyTorch keeps them: (1 − m) · old + m · new, where the new variance is
 * the unbiased one.
 * @param count values per channel in the batch
 */
export function updateRunningStatistics(
  ws: Workspace,
  running: { readonly mean: TensorInfo; readonly variance: TensorInfo },
  batch: { readonly mean: TensorInfo; readonly variance: TensorInfo },
  momentum: number,
  count: number,
): { mean: TensorInfo; variance: TensorInfo } {
  const unbiased = momentum * (count / Math.max(1, count - 1));
  return {
    mean: weightedSum(ws, running.mean, batch.mean, 1 - momentum, momentum),
    variance: weightedSum(ws, running.variance, batch.variance, 1 - momentum, unbiased),
  };
}
