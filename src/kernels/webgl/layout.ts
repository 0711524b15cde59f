import { sizeOf, type Shape } from "../../core/shape.ts";

/**
 * Where a batch of activations lies in a texture array of four-channel texels: the channel group g = ⌊c / 4⌋ of the pixel
 * (w, h) of example n is the texel x = ⌊g / together⌋ · width / packing + ⌊w / packing⌋, y = n · height + h in layer
 * (w mod packing) · together + g mod together, where c is lane c mod 4. So a draw that writes all layers writes a whole
 * tensor: some pixels of some groups in each fragment, the other groups beside them. Vectors are images of one pixel with
 * all groups together. Lanes behind the last channel hold zeros, and every kernel keeps them so.
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
  /** Channel groups that share a texel address; divides `groups`. The others lie beside them. */
  readonly together: number;
}

/** Sizes of a texture array, in texels. */
export interface TextureSize {
  readonly width: number;
  readonly height: number;
  readonly layers: number;
}

/**
 * Chooses the layout of a batch of examples of `shape` ([H, W, C] or [C]).
 * @param drawBuffers outputs that one draw can write
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
  // As many pixels as possible share the weights that a fragment fetches
  let packing = 1;
  while (2 * packing <= drawBuffers && sizes.width % (2 * packing) === 0) packing *= 2;
  if (sizes.width * sizes.height === 1) return { ...sizes, groups, packing, together: groups };
  let together = Math.min(groups, Math.floor(drawBuffers / packing));
  while (groups % together !== 0) together--;
  return { ...sizes, groups, packing, together };
}

/** Texels of a texture row that hold one channel group. */
export function columnsOf({ width, packing }: TensorLayout): number {
  return width / packing;
}

/** True where no channel groups lie beside others. */
export function isFlat({ groups, together }: TensorLayout): boolean {
  return groups === together;
}

/** Sizes of the texture array that holds a tensor. */
export function textureOf(layout: TensorLayout): TextureSize {
  return {
    width: columnsOf(layout) * (layout.groups / layout.together),
    height: layout.batch * layout.height,
    layers: layout.packing * layout.together,
  };
}

/** True where both tensors put every value at the same place. */
export function sameLayout(a: TensorLayout, b: TensorLayout): boolean {
  return (
    a.batch === b.batch &&
    a.height === b.height &&
    a.width === b.width &&
    a.channels === b.channels &&
    a.packing === b.packing &&
    a.together === b.together
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
  const { width, channels, groups, packing, together } = layout;
  const columns = width / packing;
  const rows = layout.batch * layout.height;
  let value = 0;
  for (let row = 0; row < rows; row++) {
    for (let pixel = 0; pixel < width; pixel++) {
      const column = Math.floor(pixel / packing);
      for (let channel = 0; channel < channels; channel++) {
        const group = channel >> 2;
        const layer = (pixel % packing) * together + (group % together);
        const x = Math.floor(group / together) * columns + column;
        visit(value++, ((layer * rows + row) * columns * (groups / together) + x) * 4 + (channel & 3));
      }
    }
  }
}
