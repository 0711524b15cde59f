import { sizeOf, type Shape } from "../core/shape.ts";
import type { Centre, Split } from "./spec.ts";

export const centres = ["none", "per-pixel-mean"] as const satisfies readonly Centre[];

/** Nets are fed (pixel − mean) / deviation, the same for every channel; pixels lie in [0, 1]. */
export const pixelMean = 0.5;
export const pixelDeviation = 0.25;

/**
 * Subtracts the training images' mean from both splits, in place.
 * @returns that mean, [...shape], to be added again where images are shown; null where nothing was subtracted
 */
export function centreImages(centre: Centre, shape: Shape, training: Split, test: Split): Float32Array | null {
  if (centre === "none") return null;
  const mean = meanImage(training, sizeOf(shape));
  for (const { inputs } of [training, test]) shiftImages(inputs, mean, -1);
  return mean;
}

/** Adds `sign` · mean to every image of [count, …shape], in place. */
export function shiftImages(images: Float32Array, mean: Float32Array, sign: 1 | -1): void {
  for (let from = 0; from < images.length; from += mean.length) {
    for (let at = 0; at < mean.length; at++) {
      images[from + at] = (images[from + at] as number) + sign * (mean[at] as number);
    }
  }
}

function meanImage({ inputs, count }: Split, size: number): Float32Array {
  const sum = new Float64Array(size);
  for (let from = 0; from < inputs.length; from += size) {
    for (let at = 0; at < size; at++) sum[at] = (sum[at] as number) + (inputs[from + at] as number);
  }
  return Float32Array.from(sum, (value) => value / count);
}
