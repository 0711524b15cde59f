import { sizeOf, type Shape } from "../../core/shape.ts";

/**
 * Where a batch of activations lies in a texture array of four-channel texels: channel c of the pixel (w, h) of
 * example n is lane c mod 4 of the texel x = ⌊w / packing⌋, y = n · height + h in layer (w mod packing) · groups +
 * ⌊c / 4⌋. Vectors are images of one pixel. Lanes behind the last channel hold zeros, and every kernel keeps them so.
 */
export interface TensorLayout {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Texels that hold the channels of one pixel: ⌈channels / 4⌉. */
  readonly groups: number;
  /** Neighbouring pixels of a row that share a texel address: a power of two that divides the width. */
  readonly packing: number;
}

/** Sizes of a texture array, in texels. */
export interface TextureSize {
  readonly width: number;
  readonly height: number;
  readonly layers: number;
}

/**
 * Chooses the layout of a batch of examples of `shape` ([H, W, C] or [C]).
 * @param drawBuffers outputs that one draw can write: packing more pixels than that would need several draws a pixel
 */
export function layoutTensor(batch: number, shape: Shape, drawBuffers: number): TensorLayout {
  const [height, width, channels] = shape.length === 3 ? shape : [1, 1, sizeOf(shape)];
  return describeLayout({ batch, height: height ?? 1, width: width ?? 1, channels: channels ?? 1 }, drawBuffers);
}

function describeLayout(
  sizes: Pick<TensorLayout, "batch" | "height" | "width" | "channels">,
  drawBuffers: number,
): TensorLayout {
  const groups = Math.ceil(sizes.channels / 4);
  // Four pixels that share the weights a fragment fetches, two where they already have many channels
  let packing = Math.min(drawBuffers, groups <= 2 ? 4 : 2);
  while (sizes.width % packing !== 0) packing /= 2;
  return { ...sizes, groups, packing };
}

/** Sizes of the texture array that holds a tensor. */
export function textureOf(layout: TensorLayout): TextureSize {
  return {
    width: layout.width / layout.packing,
    height: layout.batch * layout.height,
    layers: layout.packing * layout.groups,
  };
}

/** True where both tensors put every value at the same place. */
export function sameLayout(a: TensorLayout, b: TensorLayout): boolean {
  return (
    a.batch === b.batch &&
    a.height === b.height &&
    a.width === b.width &&
    a.channels === b.channels &&
    a.packing === b.packing
  );
}

/** Copies values [N, H, W, C] into texels, `into` if given (whose padding lanes must be zero). */
export function packTensor(
  values: ArrayLike<number>,
  layout: TensorLayout,
  into: Float32Array = new Float32Array(texelValues(layout)),
): Float32Array {
  visitValues(layout, (value, place) => {
    into[place] = values[value] ?? 0;
  });
  return into;
}

/** The values [N, H, W, C] of a texture read back layer by layer. */
export function unpackTensor(texels: ArrayLike<number>, layout: TensorLayout): Float32Array {
  const values = new Float32Array(layout.batch * layout.height * layout.width * layout.channels);
  visitValues(layout, (value, place) => {
    values[value] = texels[place] ?? 0;
  });
  return values;
}

function texelValues(layout: TensorLayout): number {
  const { width, height, layers } = textureOf(layout);
  return width * height * layers * 4;
}

function visitValues(layout: TensorLayout, visit: (value: number, place: number) => void): void {
  const { width, channels, groups, packing } = layout;
  const columns = width / packing;
  const rows = layout.batch * layout.height;
  let value = 0;
  for (let row = 0; row < rows; row++) {
    for (let pixel = 0; pixel < width; pixel++) {
      const column = Math.floor(pixel / packing);
      for (let channel = 0; channel < channels; channel++) {
        const layer = (pixel % packing) * groups + (channel >> 2);
        visit(value++, ((layer * rows + row) * columns + column) * 4 + (channel & 3));
      }
    }
  }
}
