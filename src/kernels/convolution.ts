import { gatherGroups, spreadGroups } from "./channel-groups.ts";
import type { TensorInfo, Workspace } from "./workspace.ts";

/** Padding is symmetric, `padding` pixels a side; tfjs's "same" is not, where the stride is 2. */
export interface ConvGeometry {
  readonly stride: number;
  readonly padding: number;
  readonly groups: number;
}

/** [N, H, W, Cin] and [k, k, Cin/groups, Cout] to [N, H′, W′, Cout]. */
export function convolve(ws: Workspace, x: TensorInfo, kernel: TensorInfo, geometry: ConvGeometry): TensorInfo {
  const groups = fittingGroups(ws, kernel.shape, geometry);
  const filter = spreadGroups(ws, kernel, geometry.groups, groups);
  if (fillsVectors(ws, outputChannels(kernel.shape) / groups)) {
    return ws.call("TiledConvolution", { x, filter }, { ...geometry, groups });
  }
  return ws.call("Conv2D", { x, filter }, { ...convAttributes(geometry), dilations: [1, 1] });
}

/** ∂L/∂x of `convolve`, of shape `inputShape`. */
export function convolutionInputGradient(
  ws: Workspace,
  dy: TensorInfo,
  kernel: TensorInfo,
  inputShape: readonly number[],
  geometry: ConvGeometry,
): TensorInfo {
  const groups = fittingGroups(ws, kernel.shape, geometry);
  const filter = spreadGroups(ws, kernel, geometry.groups, groups);
  const [side = 1, , perGroup = 1] = filter.shape;
  if (fillsVectors(ws, perGroup) && geometry.padding < side) {
    return ws.call("TiledInputGradient", { dy, filter }, { ...geometry, groups, inputShape });
  }
  return ws.call("Conv2DBackpropInput", { dy, filter }, { ...convAttributes(geometry), inputShape });
}

/** ∂L/∂kernel of `convolve`, of shape `kernelShape`. */
export function convolutionKernelGradient(
  ws: Workspace,
  x: TensorInfo,
  dy: TensorInfo,
  kernelShape: readonly number[],
  geometry: ConvGeometry,
): TensorInfo {
  const groups = fittingGroups(ws, kernelShape, geometry);
  const [side = 1, , perGroup = 1, channelsOut = 1] = kernelShape;
  const filterShape = [side, side, (perGroup * geometry.groups) / groups, channelsOut];
  const gradient = fillsVectors(ws, channelsOut / groups)
    ? ws.call("TiledKernelGradient", { x, dy }, { ...geometry, groups, filterShape })
    : ws.call("Conv2DBackpropFilter", { x, dy }, { ...convAttributes(geometry), filterShape });
  return gatherGroups(ws, gradient, geometry.groups, groups);
}

/**
 * How many groups are computed: as many as there are where vectors of four channels fit into one, otherwise several
 * groups in one, with zeros between them. tfjs itself knows no groups.
 */
function fittingGroups(ws: Workspace, kernelShape: readonly number[], { groups, padding }: ConvGeometry): number {
  const [side = 1, , perGroup = 1] = kernelShape;
  if (padding >= side) return 1;
  const fits = (count: number): boolean =>
    groups % count === 0 &&
    fillsVectors(ws, (perGroup * groups) / count) &&
    fillsVectors(ws, outputChannels(kernelShape) / count);
  for (let count = groups; count > 1; count--) {
    if (fits(count)) return count;
  }
  return 1;
}

function fillsVectors(ws: Workspace, channels: number): boolean {
  return ws.has("TiledConvolution") && channels % 4 === 0;
}

function outputChannels(kernelShape: readonly number[]): number {
  return kernelShape[3] ?? 1;
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
