import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { addressOf, allocate, floats, free, type Quad, wasmKernel } from "./heap.ts";
import { writeConvolution } from "./simd/convolution-program.ts";
import { writeKernelGradient } from "./simd/kernel-gradient-program.ts";
import { PaddedImages, type Frame } from "./simd/padded-images.ts";
import { program } from "./simd/run.ts";
import { tile, type Tiling } from "./simd/tiling.ts";

/**
 * Convolution in groups and its gradients, by programs that are written for each shape. The channels that a group puts
 * out must be a multiple of four.
 */

interface Geometry {
  readonly stride: number;
  readonly padding: number;
  readonly groups: number;
}

export const tiledConvolution = wasmKernel<"x" | "filter", Geometry>(
  "TiledConvolution",
  ({ inputs: { x, filter }, attrs: { stride, padding, groups }, backend }) =>
    convolve(backend, { images: x, frame: frameOf(x, padding), kernel: filter, stride, groups }),
);

/** ∂L/∂x: ∂L/∂y spread out with zeros between and around, convolved with the kernel turned by 180°. */
export const tiledInputGradient = wasmKernel<"dy" | "filter", Geometry & { readonly inputShape: Quad }>(
  "TiledInputGradient",
  ({ inputs: { dy, filter }, attrs: { stride, padding, groups, inputShape }, backend }) => {
    const [, height, width] = inputShape;
    const grown = (filter.shape[0] as number) - 1;
    const frame = { height: height + grown, width: width + grown, start: grown - padding, spread: stride };
    const turned = turnKernel(backend, filter, groups);
    const gradient = convolve(backend, { images: dy, frame, kernel: turned, stride: 1, groups });
    free(backend, turned);
    return gradient;
  },
);

/** ∂L/∂kernel. */
export const tiledKernelGradient = wasmKernel<"x" | "dy", Geometry & { readonly filterShape: Quad }>(
  "TiledKernelGradient",
  ({ inputs: { x, dy }, attrs: { stride, padding, groups, filterShape }, backend }) => {
    const gradient = allocate(backend, filterShape);
    floats(backend, gradient).fill(0);
    const frame = frameOf(x, padding);
    const images = new PaddedImages(backend, x, frame);
    const tiling = tile({ input: { ...frame, channels: x.shape[3] as number }, kernel: filterShape, stride, groups });
    const run = program(backend, keyOf("kernel gradient", tiling), () => writeKernelGradient(tiling));
    const [from, to] = [dy, gradient].map((each) => addressOf(backend, each)) as [number, number];
    const imageBytes = tiling.rows * tiling.columns * tiling.outputPixel;
    const { inputBytes, outputBytes } = bytesOfGroup(filterShape, groups);
    for (let image = 0; image < (x.shape[0] as number); image++) {
      const read = images.place(image);
      for (let group = 0; group < groups; group++) {
        run(read + group * inputBytes, from + image * imageBytes + group * outputBytes, to + group * outputBytes);
      }
    }
    images.dispose();
    return gradient;
  },
);

interface Convolution {
  readonly images: TensorInfo;
  readonly frame: Frame;
  /** [k, k, Cin/groups, Cout] */
  readonly kernel: TensorInfo;
  readonly stride: number;
  readonly groups: number;
}

function convolve(backend: BackendWasm, { images, frame, kernel, stride, groups }: Convolution): TensorInfo {
  const [batch, , , channels] = images.shape as Quad;
  const tiling = tile({ input: { ...frame, channels }, kernel: kernel.shape, stride, groups });
  const output = allocate(backend, [batch, tiling.rows, tiling.columns, kernel.shape[3] as number]);
  const padded = new PaddedImages(backend, images, frame);
  const run = program(backend, keyOf("convolution", tiling), () => writeConvolution(tiling));
  const [weights, to] = [kernel, output].map((each) => addressOf(backend, each)) as [number, number];
  const imageBytes = tiling.rows * tiling.columns * tiling.outputPixel;
  const { inputBytes, outputBytes } = bytesOfGroup(kernel.shape, groups);
  for (let image = 0; image < batch; image++) {
    const read = padded.place(image);
    for (let group = 0; group < groups; group++) {
      run(read + group * inputBytes, weights + group * outputBytes, to + image * imageBytes + group * outputBytes);
    }
  }
  padded.dispose();
  return output;
}

function frameOf({ shape }: TensorInfo, padding: number): Frame {
  const [, height, width] = shape as Quad;
  return { height: height + 2 * padding, width: width + 2 * padding, start: padding, spread: 1 };
}

/** Of one pixel. */
function bytesOfGroup(kernel: readonly number[], groups: number): { inputBytes: number; outputBytes: number } {
  const [, , perGroup = 1, channelsOut = 1] = kernel;
  return { inputBytes: perGroup * 4, outputBytes: (channelsOut / groups) * 4 };
}

function keyOf(what: string, tiling: Tiling): string {
  return `${what} ${Object.values(tiling).join(" ")}`;
}

/** [k, k, Cin/groups, Cout] to [k, k, Cout/groups, Cin], with rows and columns in reverse. */
function turnKernel(backend: BackendWasm, filter: TensorInfo, groups: number): TensorInfo {
  const [height, width, perGroup, channelsOut] = filter.shape as Quad;
  const outPerGroup = channelsOut / groups;
  const channelsIn = perGroup * groups;
  const turned = allocate(backend, [height, width, outPerGroup, channelsIn]);
  const from = floats(backend, filter);
  const to = floats(backend, turned);
  let read = 0;
  for (let tap = height * width - 1; tap >= 0; tap--) {
    const base = tap * outPerGroup * channelsIn;
    for (let channel = 0; channel < perGroup; channel++) {
      for (let group = 0; group < groups; group++) {
        let write = base + group * perGroup + channel;
        for (let out = 0; out < outPerGroup; out++, write += channelsIn) to[write] = from[read++] as number;
      }
    }
  }
  return turned;
}
