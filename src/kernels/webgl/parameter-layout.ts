import type { TextureSize } from "./layout.ts";

/** Sizes of a layer's weights. A dense layer is a 1 × 1 convolution. */
export interface KernelSizes {
  /** Side of the square kernel. */
  readonly side: number;
  readonly channelsIn: number;
  readonly channelsOut: number;
}

/**
 * Weights lie in a texture of 4 · ⌈Cout / 4⌉ columns and side² · ⌈Cin / 4⌉ rows: the texel x = 4·g + i, y = tap · ⌈Cin / 4⌉ + q
 * holds what input channel 4·q + i gives to the output channels 4·g … 4·g + 3 at that tap, so that four neighbours are
 * a matrix. Layer 0 holds the weights, layer 1 their momentum.
 */
export function kernelTexture({ side, channelsIn, channelsOut }: KernelSizes): TextureSize {
  return { width: 4 * Math.ceil(channelsOut / 4), height: side * side * Math.ceil(channelsIn / 4), layers: 2 };
}

/** Copies a kernel [k, k, Cin, Cout] into layer `layer` of its texels. */
export function packKernel(values: ArrayLike<number>, sizes: KernelSizes, texels: Float32Array, layer = 0): void {
  visitKernel(sizes, layer, (value, place) => {
    texels[place] = values[value] ?? 0;
  });
}

/** The kernel [k, k, Cin, Cout] in layer `layer` of its texels. */
export function unpackKernel(texels: ArrayLike<number>, sizes: KernelSizes, layer = 0): Float32Array {
  const values = new Float32Array(sizes.side ** 2 * sizes.channelsIn * sizes.channelsOut);
  visitKernel(sizes, layer, (value, place) => {
    values[value] = texels[place] ?? 0;
  });
  return values;
}

function visitKernel(sizes: KernelSizes, layer: number, visit: (value: number, place: number) => void): void {
  const { side, channelsIn, channelsOut } = sizes;
  const { width, height } = kernelTexture(sizes);
  const groupsIn = Math.ceil(channelsIn / 4);
  let value = 0;
  for (let tap = 0; tap < side * side; tap++) {
    for (let from = 0; from < channelsIn; from++) {
      const row = layer * height + tap * groupsIn + (from >> 2);
      for (let to = 0; to < channelsOut; to++) {
        const column = 4 * (to >> 2) + (from & 3);
        visit(value++, (row * width + column) * 4 + (to & 3));
      }
    }
  }
}

/** One texel for four channels; layers are values of one kind (γ, β, …). */
export function channelTexture(channels: number, layers: number): TextureSize {
  return { width: Math.ceil(channels / 4), height: 1, layers };
}

/** Copies one value a channel into layer `layer` of the texels. */
export function packChannels(values: ArrayLike<number>, texels: Float32Array, layer = 0): void {
  const start = layer * Math.ceil(values.length / 4) * 4;
  for (let channel = 0; channel < values.length; channel++) texels[start + channel] = values[channel] ?? 0;
}

/** The values of `channels` channels in layer `layer` of the texels. */
export function unpackChannels(texels: Float32Array, channels: number, layer = 0): Float32Array {
  const start = layer * Math.ceil(channels / 4) * 4;
  return texels.slice(start, start + channels);
}
