import type { TensorInfo, Workspace } from "./workspace.ts";

/** Padding is symmetric, `padding` pixels a side; tfjs's "same" is not, where the stride is 2. */
export interface ConvGeometry {
  readonly stride: number;
  readonly padding: number;
}

/** [N, H, W, Cin] and [k, k, Cin, Cout] to [N, H′, W′, Cout]. */
export function convolve(ws: Workspace, x: TensorInfo, kernel: TensorInfo, geometry: ConvGeometry): TensorInfo {
  return ws.call("Conv2D", { x, filter: kernel }, { ...convAttributes(geometry), dilations: [1, 1] });
}

/** ∂L/∂x of `convolve`, of shape `inputShape`. */
export function convolutionInputGradient(
  ws: Workspace,
  dy: TensorInfo,
  kernel: TensorInfo,
  inputShape: readonly number[],
  geometry: ConvGeometry,
): TensorInfo {
  return ws.call("Conv2DBackpropInput", { dy, filter: kernel }, { ...convAttributes(geometry), inputShape });
}

/** ∂L/∂kernel of `convolve`, of shape `kernelShape`. */
export function convolutionKernelGradient(
  ws: Workspace,
  x: TensorInfo,
  dy: TensorInfo,
  kernelShape: readonly number[],
  geometry: ConvGeometry,
): TensorInfo {
  return ws.call("Conv2DBackpropFilter", { x, dy }, { ...convAttributes(geometry), filterShape: kernelShape });
}

function convAttributes({ stride, padding }: ConvGeometry): object {
  return {
    strides: [stride, stride],
    pad: [
      [0, 0],
      [padding, padding],
      [padding, padding],
      [0, 0],
    ],
    dataFormat: "NHWC",
    dimRoundingMode: undefined,
  };
}
