import type { TensorInfo, Workspace } from "./workspace.ts";

/** a + b, of one shape. */
export function addTensors(ws: Workspace, a: TensorInfo, b: TensorInfo): TensorInfo {
  return ws.call(ws.has("AddElements") ? "AddElements" : "Add", { a, b });
}

/** a · b element by element, of one shape. */
export function multiplyTensors(ws: Workspace, a: TensorInfo, b: TensorInfo): TensorInfo {
  return ws.call(ws.has("MultiplyElements") ? "MultiplyElements" : "Multiply", { a, b });
}

/** factor · x, for a factor that comes again and again. */
export function scaled(ws: Workspace, x: TensorInfo, factor: number): TensorInfo {
  return ws.call("Multiply", { a: x, b: ws.scalar(factor) });
}

/** factor · x, for a factor that changes from update to update. */
export function scaledOnce(ws: Workspace, x: TensorInfo, factor: number): TensorInfo {
  return ws.call("Multiply", { a: x, b: ws.upload(Float32Array.of(factor), []) });
}

/** ofA · a + ofB · b, element by element. */
export function weightedSum(ws: Workspace, a: TensorInfo, b: TensorInfo, ofA: number, ofB: number): TensorInfo {
  if (ws.has("WeightedSum")) return ws.call("WeightedSum", { a, b }, { ofA, ofB });
  return ws.call("Add", { a: scaled(ws, a, ofA), b: scaled(ws, b, ofB) });
}
