import { scaled, scaledOnce, weightedSum } from "./arithmetic.ts";
import type { TensorInfo, Workspace } from "./workspace.ts";

/** A parameter, and the running means m and v of its gradient and of the gradient's square. */
export interface Adapting {
  readonly value: TensorInfo;
  readonly mean: TensorInfo;
  readonly square: TensorInfo;
}

export interface AdamSettings {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly decay: number;
  /** Updates done with this one: the t of the paper, from 1. */
  readonly count: number;
}

/**
 * One step of Adam (Kingma & Ba 1412.6980, Algorithm 1) in the form of torch.optim.Adam: g += λ w; m = β₁ m + (1 − β₁) g;
 * v = β₂ v + (1 − β₂) g²; w −= stride · m / (√v / spread + ε). Returns new tensors; the old ones stay as they are.
 */
export function adamStep(ws: Workspace, old: Adapting, gradient: TensorInfo, settings: AdamSettings): Adapting {
  const { beta1, beta2, epsilon, decay } = settings;
  const { stride, spread } = correctBias(settings);
  if (ws.has("AdamStep")) {
    const attributes = { beta1, beta2, epsilon, decay, stride, spread };
    const [value, mean, square] = ws.callMany("AdamStep", { ...old, gradient }, attributes);
    return { value, mean, square } as Adapting;
  }
  const pull = decay === 0 ? gradient : ws.call("Add", { a: gradient, b: scaled(ws, old.value, decay) });
  const mean = weightedSum(ws, old.mean, pull, beta1, 1 - beta1);
  const square = weightedSum(ws, old.square, ws.call("Square", { x: pull }), beta2, 1 - beta2);
  const root = scaledOnce(ws, ws.call("Sqrt", { x: square }), 1 / spread);
  const direction = ws.call("RealDiv", { a: mean, b: ws.call("Add", { a: root, b: ws.scalar(epsilon) }) });
  return { value: ws.call("Sub", { a: old.value, b: scaledOnce(ws, direction, stride) }), mean, square };
}

/** What makes up for m and v having started at 0: rate / (1 − β₁ᵗ) and √(1 − β₂ᵗ). */
function correctBias({ rate, beta1, beta2, count }: AdamSettings): { stride: number; spread: number } {
  return { stride: rate / (1 - beta1 ** count), spread: Math.sqrt(1 - beta2 ** count) };
}
