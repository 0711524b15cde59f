import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { allocate, floats, type Quad, wasmKernel } from "./heap.ts";

/** Option A: every `stride`-th pixel, new channels zero. */
export const subsamplePad = wasmKernel<"x", { readonly stride: number; readonly channels: number }>(
  "SubsamplePad",
  ({ inputs: { x }, attrs: { stride, channels }, backend }) => {
    const [batch, height, width] = x.shape as Quad;
    const small = allocate(backend, [batch, Math.ceil(height / stride), Math.ceil(width / stride), channels]);
    floats(backend, small).fill(0);
    copyPixels(backend, { large: x, small, stride, toSmall: true });
    return small;
  },
);

/** Its gradient: zero where a pixel was skipped. */
export const subsamplePadGradient = wasmKernel<"dy", { readonly stride: number; readonly inputShape: Quad }>(
  "SubsamplePadGradient",
  ({ inputs: { dy }, attrs: { stride, inputShape }, backend }) => {
    const large = allocate(backend, inputShape);
    floats(backend, large).fill(0);
    copyPixels(backend, { large, small: dy, stride, toSmall: false });
    return large;
  },
);

interface Copy {
  readonly large: TensorInfo;
  readonly small: TensorInfo;
  readonly stride: number;
  readonly toSmall: boolean;
}

/** Copies the channels that both have, between every `stride`-th pixel of one and every pixel of the other. */
function copyPixels(backend: BackendWasm, { large, small, stride, toSmall }: Copy): void {
  const [batch, height, width, smallChannels] = small.shape as Quad;
  const [, largeHeight, largeWidth, largeChannels] = large.shape as Quad;
  const shared = Math.min(smallChannels, largeChannels);
  const ofLarge = floats(backend, large);
  const ofSmall = floats(backend, small);
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const inSmall = ((image * height + row) * width + column) * smallChannels;
        const inLarge = ((image * largeHeight + row * stride) * largeWidth + column * stride) * largeChannels;
        for (let c = 0; c < shared; c++) {
          if (toSmall) ofSmall[inSmall + c] = ofLarge[inLarge + c] as number;
          else ofLarge[inLarge + c] = ofSmall[inSmall + c] as number;
        }
      }
    }
  }
}
