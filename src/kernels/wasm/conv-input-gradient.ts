import { backend_util, type TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { ConvAttributes } from "./conv-kernel-gradient.ts";
import { allocate, convolveValid, floats, free, type Quad, wasmKernel } from "./heap.ts";

/**
 * ∂L/∂x of a convolution, by tfjs's fast Conv2D instead of its Conv2DBackpropInput, which is some seven times slower:
 * ∂L/∂y spread out with zeros between and around, convolved with the kernel turned by 180° and its channels swapped.
 */
export const convInputGradient = wasmKernel<"dy" | "filter", ConvAttributes & { readonly inputShape: Quad }>(
  "Conv2DBackpropInput",
  ({ inputs: { dy, filter }, attrs, backend }) => {
    const kernelShape = filter.shape as Quad;
    const geometry = backend_util.computeConv2DInfo(attrs.inputShape, kernelShape, attrs.strides, 1, attrs.pad);
    const spread = spreadOut(backend, dy, geometry);
    const turned = turnKernel(backend, filter);
    const gradient = convolveValid(backend, spread, turned, 1);
    free(backend, spread);
    free(backend, turned);
    return gradient;
  },
);

/** [N, H′, W′, Cout] to [N, H + k − 1, W + k − 1, Cout]: output (i, j) goes to (s·i + k − 1 − p, s·j + k − 1 − p). */
function spreadOut(backend: BackendWasm, dy: TensorInfo, geometry: backend_util.Conv2DInfo): TensorInfo {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, outChannels, strideHeight: stride } = geometry;
  const height = inHeight + geometry.filterHeight - 1;
  const width = inWidth + geometry.filterWidth - 1;
  const top = geometry.filterHeight - 1 - geometry.padInfo.top;
  const left = geometry.filterWidth - 1 - geometry.padInfo.left;
  const spread = allocate(backend, [batchSize, height, width, outChannels]);
  const from = floats(backend, dy);
  const to = floats(backend, spread);
  to.fill(0);
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const toRow = row * stride + top;
      if (toRow < 0 || toRow >= height) continue;
      const line = (image * height + toRow) * width;
      let read = (image * outHeight + row) * outWidth * outChannels;
      for (let column = 0; column < outWidth; column++, read += outChannels) {
        const toColumn = column * stride + left;
        if (toColumn < 0 || toColumn >= width) continue;
        const write = (line + toColumn) * outChannels;
        for (let channel = 0; channel < outChannels; channel++) to[write + channel] = from[read + channel] as number;
      }
    }
  }
  return spread;
}

/** [k, k, Cin, Cout] to [k, k, Cout, Cin], with rows and columns in reverse. */
function turnKernel(backend: BackendWasm, filter: TensorInfo): TensorInfo {
  const [height, width, channelsIn, channelsOut] = filter.shape as Quad;
  const turned = allocate(backend, [height, width, channelsOut, channelsIn]);
  const from = floats(backend, filter);
  const to = floats(backend, turned);
  const taps = height * width;
  let read = 0;
  for (let tap = 0; tap < taps; tap++) {
    const base = (taps - 1 - tap) * channelsIn * channelsOut;
    for (let channel = 0; channel < channelsIn; channel++) {
      for (let out = 0; out < channelsOut; out++) to[base + out * channelsIn + channel] = from[read++] as number;
    }
  }
  return turned;
}
