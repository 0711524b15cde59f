import type { Random } from "../../../../src/core/random.ts";

/** A batch of images [N, H, W, C] in double precision; vectors are images of one pixel. */
export interface Images {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float64Array;
}

export type Sizes = Pick<Images, "batch" | "height" | "width" | "channels">;

export function zeros({ batch, height, width, channels }: Sizes): Images {
  return { batch, height, width, channels, values: new Float64Array(batch * height * width * channels) };
}

export function normals(sizes: Sizes, random: Random): Images {
  return { ...zeros(sizes), values: drawNormals(sizes.batch * sizes.height * sizes.width * sizes.channels, random) };
}

/** Rounded to single precision, so that both sides of a comparison start from the same numbers. */
export function drawNormals(count: number, random: Random): Float64Array {
  return Float64Array.from({ length: count }, () => Math.fround(random.normal()));
}

/** Place of a value in `values`. */
export function place({ height, width, channels }: Sizes, n: number, h: number, w: number, c: number): number {
  return ((n * height + h) * width + w) * channels + c;
}

/** The same sizes with values made from those of `x`, element by element. */
export function mapValues(x: Images, make: (value: number, at: number) => number): Images {
  return { ...x, values: x.values.map(make) };
}
