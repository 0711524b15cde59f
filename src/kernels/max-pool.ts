import type { TensorInfo, Workspace } from "./workspace.ts";

export interface PoolGeometry {
  /** Side of the square window, in pixels. */
  readonly window: number;
  readonly stride: number;
  /** Pixels added on each side; they are never the largest. */
  readonly padding: number;
}

/** Largest value of each window: [N, H, W, C] to [N, ⌊(H + 2·padding − window)/stride⌋ + 1, …, C]. */
export function maxPool(ws: Workspace, x: TensorInfo, geometry: PoolGeometry): TensorInfo {
  return ws.call("MaxPool", { x }, poolAttributes(geometry));
}

/** ∂L/∂x of `maxPool`: each output's gradient goes to the largest value of its window. */
export function maxPoolGradient(
  ws: Workspace,
  dy: TensorInfo,
  x: TensorInfo,
  y: TensorInfo,
  geometry: PoolGeometry,
): TensorInfo {
  return ws.call("MaxPoolGrad", { dy, input: x, output: y }, poolAttributes(geometry));
}

function poolAttributes({ window, stride, padding }: PoolGeometry): object {
  return { filterSize: [window, window], strides: [stride, stride], pad: padding, dimRoundingMode: "floor" };
}
