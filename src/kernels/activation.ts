import type { TensorInfo, Workspace } from "./workspace.ts";

export type ActivationName = "relu" | "sigmoid" | "tanh";

const kernelNames = { relu: "Relu", sigmoid: "Sigmoid", tanh: "Tanh" } as const;

/** φ(x), element by element. */
export function activate(ws: Workspace, x: TensorInfo, activation: ActivationName): TensorInfo {
  return ws.call(kernelNames[activation], { x });
}

/** ∂L/∂x from ∂L/∂y and y = φ(x). At 0 the derivative of ReLU is 0. */
export function activationGradient(
  ws: Workspace,
  dy: TensorInfo,
  y: TensorInfo,
  activation: ActivationName,
): TensorInfo {
  if (activation === "relu") {
    if (ws.has("ReluGradient")) return ws.call("ReluGradient", { dy, y });
    return ws.call("Multiply", { a: dy, b: ws.call("Step", { x: y }, { alpha: 0 }) });
  }
  const dyTimesY = ws.call("Multiply", { a: dy, b: y });
  const twice = ws.call("Multiply", { a: dyTimesY, b: y });
  const dx = ws.call("Sub", { a: activation === "sigmoid" ? dyTimesY : dy, b: twice });
  ws.release(dyTimesY, twice);
  return dx;
}
