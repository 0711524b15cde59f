import { convolutionInputGradient, convolve } from "./convolution.ts";
import type { TensorInfo, Workspace } from "./workspace.ts";

/** Every `stride`-th pixel, with channels of zeros added behind: [N, H, W, C] to [N, ⌈H/s⌉, ⌈W/s⌉, channels]. */
export function subsamplePad(ws: Workspace, x: TensorInfo, stride: number, channels: number): TensorInfo {
  if (ws.has("SubsamplePad")) return ws.call("SubsamplePad", { x }, { stride, channels });
  const kernel = identityKernel(ws, x.shape[3] ?? 0, channels);
  return convolve(ws, x, kernel, { stride, padding: 0, groups: 1 });
}

/** ∂L/∂x of `subsamplePad`: skipped pixels get no gradient, added channels give none. */
export function subsamplePadGradient(
  ws: Workspace,
  dy: TensorInfo,
  stride: number,
  inputShape: readonly number[],
): TensorInfo {
  if (ws.has("SubsamplePadGradient")) return ws.call("SubsamplePadGradient", { dy }, { stride, inputShape });
  const kernel = identityKernel(ws, inputShape[3] ?? 0, dy.shape[3] ?? 0);
  return convolutionInputGradient(ws, dy, kernel, inputShape, { stride, padding: 0, groups: 1 });
}

/** Option A as a 1 × 1 convolution whose kernel never changes: what WebGL has a program for. [1, 1, Cin, Cout] */
function identityKernel(ws: Workspace, channelsIn: number, channelsOut: number): TensorInfo {
  return ws.constant(`identity ${channelsIn} ${channelsOut}`, [1, 1, channelsIn, channelsOut], () => {
    const values = new Float32Array(channelsIn * channelsOut);
    for (let channel = 0; channel < channelsIn; channel++) values[channel * channelsOut + channel] = 1;
    return values;
  });
}
