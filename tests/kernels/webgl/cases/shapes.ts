import type { Sizes } from "../reference/tensor.ts";

/** Sizes that do and do not fill texels, packed columns and draws. */
export const channelCounts = [1, 3, 4, 5, 8, 21];
export const sides = [1, 2, 3, 7, 16, 33];

/** The list's elements in turn. */
export function cycle<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}

/** Every channel count with every height; width and batch take turns. */
export function imageSizes(): Sizes[] {
  return channelCounts.flatMap((channels, row) =>
    sides.map((height, at) => ({
      batch: cycle([1, 3], row + at),
      height,
      width: at % 3 === 0 ? height : cycle(sides, row + at),
      channels,
    })),
  );
}

export function describe({ batch, height, width, channels }: Sizes): string {
  return `${batch} × ${height} × ${width} × ${channels}`;
}

/** [C] for images of one pixel, as in the graph. */
export function shapeOf({ height, width, channels }: Sizes): number[] {
  return [height, width, channels];
}
