import { backend_util, type TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { allocate, convolveValid, floats, free, type Quad, type WasmCall, wasmKernel } from "./heap.ts";

export interface ConvAttributes {
  readonly strides: [number, number];
  readonly pad: backend_util.ExplicitPadding | "valid" | "same" | number;
}

type Call = WasmCall<"x" | "dy", ConvAttributes & { readonly filterShape: Quad }>;

/**
 * tfjs's wasm backend has no Conv2DBackpropFilter. The gradient is itself a convolution, of the input with ∂L/∂y as
 * the kernel: channels of x take the place of the batch, the batch takes the place of the channels, and the stride
 * becomes a dilation. So tfjs's fast Conv2D computes it, between two changes of layout.
 */
export const convKernelGradient = wasmKernel<"x" | "dy", Call["attrs"]>("Conv2DBackpropFilter", (call) => {
  const { inputs, attrs, backend } = call;
  const { x, dy } = inputs;
  const geometry = backend_util.computeConv2DInfo(x.shape as Quad, attrs.filterShape, attrs.strides, 1, attrs.pad);
  const images = channelsAsBatch(backend, x, geometry);
  const kernel = batchAsChannels(backend, dy);
  const turned = convolveValid(backend, images, kernel, geometry.strideHeight);
  const gradient = swapOuterAxes(backend, turned, attrs.filterShape);
  for (const each of [images, kernel, turned]) free(backend, each);
  return gradient;
});

/** [N, H, W, C] to [C, H′, W′, N], padded with zeros and cut to what the kernel reaches. */
function channelsAsBatch(backend: BackendWasm, x: TensorInfo, geometry: backend_util.Conv2DInfo): TensorInfo {
  const { inHeight, inWidth, inChannels, batchSize, outHeight, outWidth, strideHeight: stride, padInfo } = geometry;
  const height = (outHeight - 1) * stride + geometry.filterHeight;
  const width = (outWidth - 1) * stride + geometry.filterWidth;
  const turned = allocate(backend, [inChannels, height, width, batchSize]);
  const from = floats(backend, x);
  const to = floats(backend, turned);
  to.fill(0);
  const rows = Math.min(inHeight, height - padInfo.top);
  const columns = Math.min(inWidth, width - padInfo.left);
  const perChannel = height * width * batchSize;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < rows; row++) {
      let read = (image * inHeight + row) * inWidth * inChannels;
      const line = ((row + padInfo.top) * width + padInfo.left) * batchSize + image;
      for (let column = 0; column < columns; column++) {
        let write = line + column * batchSize;
        for (let channel = 0; channel < inChannels; channel++) {
          to[write] = from[read++] as number;
          write += perChannel;
        }
      }
    }
  }
  return turned;
}

/** [N, H, W, C] to [H, W, N, C]. */
function batchAsChannels(backend: BackendWasm, dy: TensorInfo): TensorInfo {
  const [batch, height, width, channels] = dy.shape as Quad;
  const turned = allocate(backend, [height, width, batch, channels]);
  const from = floats(backend, dy);
  const to = floats(backend, turned);
  const pixels = height * width;
  let read = 0;
  for (let image = 0; image < batch; image++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const write = (pixel * batch + image) * channels;
      for (let channel = 0; channel < channels; channel++) to[write + channel] = from[read++] as number;
    }
  }
  return turned;
}

/** [Cin, k, k, Cout] to [k, k, Cin, Cout]. */
function swapOuterAxes(backend: BackendWasm, turned: TensorInfo, shape: Quad): TensorInfo {
  const [height, width, channelsIn, channelsOut] = shape;
  const gradient = allocate(backend, shape);
  const from = floats(backend, turned);
  const to = floats(backend, gradient);
  const taps = height * width;
  let read = 0;
  for (let channel = 0; channel < channelsIn; channel++) {
    for (let tap = 0; tap < taps; tap++) {
      const write = (tap * channelsIn + channel) * channelsOut;
      for (let out = 0; out < channelsOut; out++) to[write + out] = from[read++] as number;
    }
  }
  return gradient;
}
