import type { TensorInfo, Workspace } from "./workspace.ts";

/** [N, in] times [in, out]. */
export function multiplyMatrices(ws: Workspace, x: TensorInfo, kernel: TensorInfo): TensorInfo {
  return ws.call("BatchMatMul", { a: x, b: kernel }, { transposeA: false, transposeB: false });
}

/** ∂L/∂x of xW: dy Wᵀ. */
export function denseInputGradient(ws: Workspace, dy: TensorInfo, kernel: TensorInfo): TensorInfo {
  return multiplyTransposed(ws, dy, kernel, false);
}

/** ∂L/∂W of xW: xᵀ dy. */
export function denseKernelGradient(ws: Workspace, x: TensorInfo, dy: TensorInfo): TensorInfo {
  return multiplyTransposed(ws, x, dy, true);
}

/** Sum over all axes but the last: the gradient of a bias. */
export function sumChannels(ws: Workspace, dy: TensorInfo): TensorInfo {
  if (ws.has("SumChannels")) return ws.call("SumChannels", { x: dy });
  return ws.call("Sum", { x: dy }, { axis: dy.shape.slice(0, -1).map((_, axis) => axis), keepDims: false });
}

/** tfjs's wasm product is several times slower with a transposed factor than with a copy that was transposed first. */
function multiplyTransposed(ws: Workspace, a: TensorInfo, b: TensorInfo, first: boolean): TensorInfo {
  if (!ws.has("TransposeMatrix")) {
    return ws.call("BatchMatMul", { a, b }, { transposeA: first, transposeB: !first });
  }
  const turned = ws.call("TransposeMatrix", { x: first ? a : b });
  const product = first ? multiplyMatrices(ws, turned, b) : multiplyMatrices(ws, a, turned);
  ws.free(turned);
  return product;
}
