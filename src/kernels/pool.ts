import type { TensorInfo, Workspace } from "./workspace.ts";

/** Mean over height and width: [N, H, W, C] to [N, C]. */
export function globalAveragePool(ws: Workspace, x: TensorInfo): TensorInfo {
  return ws.call("Mean", { x }, { axis: [1, 2], keepDims: false });
}

/** ∂L/∂x of `globalAveragePool`: every pixel gets an equal share. */
export function globalAveragePoolGradient(ws: Workspace, dy: TensorInfo, inputShape: readonly number[]): TensorInfo {
  const [batch = 1, height = 1, width = 1, channels = 1] = inputShape;
  const share = ws.call("Multiply", { a: dy, b: ws.scalar(1 / (height * width)) });
  const pixel = ws.call("Reshape", { x: share }, { shape: [batch, 1, 1, channels] });
  return ws.call("Tile", { x: pixel }, { reps: [1, height, width, 1] });
}
