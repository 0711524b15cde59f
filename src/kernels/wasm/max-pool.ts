import { backend_util, type TensorInfo } from "@tensorflow/tfjs-core";
import { allocate, floats, type Quad, wasmKernel } from "./heap.ts";

interface Attributes {
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: number;
  readonly dimRoundingMode: "floor";
}

/** tfjs's own MaxPool refuses windows of one pixel. */
export const maxPool = wasmKernel<"x", Attributes>("MaxPool", ({ inputs: { x }, attrs, backend }) => {
  const geometry = describePool(x, attrs);
  const output = allocate(backend, geometry.outShape);
  const from = floats(backend, x);
  const to = floats(backend, output);
  forEachLargest(from, geometry, (read, write) => (to[write] = from[read] as number));
  return output;
});

/** tfjs's wasm backend has no MaxPoolGrad. Of equal values the first gets the gradient, as in PyTorch. */
export const maxPoolGradient = wasmKernel<"dy" | "input", Attributes>(
  "MaxPoolGrad",
  ({ inputs: { dy, input }, attrs, backend }) => {
    const output = allocate(backend, input.shape);
    const dx = floats(backend, output).fill(0);
    const from = floats(backend, dy);
    forEachLargest(floats(backend, input), describePool(input, attrs), (largest, at) => {
      dx[largest] = (dx[largest] as number) + (from[at] as number);
    });
    return output;
  },
);

function describePool(
  x: TensorInfo,
  { filterSize, strides, pad, dimRoundingMode }: Attributes,
): backend_util.Conv2DInfo {
  return backend_util.computePool2DInfo(x.shape as Quad, filterSize, strides, 1, pad, dimRoundingMode);
}

/** Calls `visit` with the places of the largest value and of the output, for every window and channel. */
function forEachLargest(
  x: Float32Array,
  geometry: backend_util.Conv2DInfo,
  visit: (largest: number, output: number) => void,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = geometry;
  let output = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * geometry.strideHeight - padInfo.top;
      const [firstRow, lastRow] = [Math.max(0, top), Math.min(inHeight, top + geometry.filterHeight)];
      for (let column = 0; column < outWidth; column++) {
        const left = column * geometry.strideWidth - padInfo.left;
        const [firstColumn, lastColumn] = [Math.max(0, left), Math.min(inWidth, left + geometry.filterWidth)];
        for (let channel = 0; channel < inChannels; channel++) {
          let largest = ((image * inHeight + firstRow) * inWidth + firstColumn) * inChannels + channel;
          for (let y = firstRow; y < lastRow; y++) {
            const line = (image * inHeight + y) * inWidth;
            for (let z = firstColumn; z < lastColumn; z++) {
              const at = (line + z) * inChannels + channel;
              if ((x[at] as number) > (x[largest] as number)) largest = at;
            }
          }
          visit(largest, output++);
        }
      }
    }
  }
}
