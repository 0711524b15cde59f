import type { Draw } from "../../../src/kernels/webgl/draw.ts";
import { packTensor, textureOf, type TensorLayout, type TextureSize } from "../../../src/kernels/webgl/layout.ts";
import {
  channelTexture,
  kernelTexture,
  packChannels,
  packKernel,
  type KernelSizes,
} from "../../../src/kernels/webgl/parameter-layout.ts";
import type { Settings } from "./reference/optimizer.ts";
import type { Images } from "./reference/tensor.ts";

/** The draws of a kernel, or of kernels that only make sense together, with values for its inputs and the values that must come out. */
export interface KernelCase {
  readonly kernel: string;
  /** Sizes, for the message of a failure. */
  readonly detail: string;
  readonly draws: readonly Draw[];
  readonly inputs: Readonly<Record<string, Texels>>;
  /** Textures that one draw writes for a later one. */
  readonly scratch?: Readonly<Record<string, TextureSize>>;
  /** Expected texels, the zeros of padding lanes included. */
  readonly outputs: Readonly<Record<string, Texels>>;
  readonly optimizer: Settings;
  /** Adam's further settings: β₂, 1 − β₂, ε, √(1 − β₂ᵗ). */
  readonly secondMoment?: readonly [number, number, number, number];
  /** Values of the chance uniforms, by name. */
  readonly chances?: Readonly<Record<string, number>>;
}

export interface Texels {
  readonly size: TextureSize;
  readonly texels: Float32Array;
}

export const settings: Settings = [0.05, 0.9, 1e-2];

export function tensorTexels(images: Images, layout: TensorLayout): Texels {
  return { size: textureOf(layout), texels: packTensor(images.values, layout) };
}

/** Values per channel, one layer each. */
export function channelTexels(layers: readonly Float64Array[]): Texels {
  const size = channelTexture(layers[0]?.length ?? 1, layers.length);
  const texels = new Float32Array(size.width * size.layers * 4);
  layers.forEach((values, layer) => packChannels(values, texels, layer));
  return { size, texels };
}

/** Weights and their momentum. */
export function kernelTexels(sizes: KernelSizes, layers: readonly Float64Array[]): Texels {
  const size = kernelTexture(sizes);
  const texels = new Float32Array(size.width * size.height * size.layers * 4);
  layers.forEach((values, layer) => packKernel(values, sizes, texels, layer));
  return { size, texels };
}

/** A column of four values a row. */
export function columnTexels(rows: readonly (readonly number[])[]): Texels {
  const texels = new Float32Array(rows.length * 4);
  rows.forEach((row, at) => texels.set(row, at * 4));
  return { size: { width: 1, height: rows.length, layers: 1 }, texels };
}
