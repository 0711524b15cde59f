import { Random } from "../core/random.ts";
import type { Shape } from "../core/shape.ts";

/**
 * How training images are varied (He et al. 2015 sec. 4.2, after Lee et al. 2015): `pad` zeros on every side, then a
 * crop of the original size anywhere in that; `flip` mirrors half of the images.
 */
export interface Augmentation {
  readonly pad: number;
  readonly flip: boolean;
}

/**
 * Varies every image of a batch. What comes of one depends on the seed, the step and its place in the batch only, so
 * that every arm and every engine sees the same, and so does a run that goes on later.
 * @param images [count, height, width, channels], centred: zeros are what the mean image became
 * @param step number of the batch in its run, from 0
 */
export function augmentImages(
  images: Float32Array,
  shape: Shape,
  { pad, flip }: Augmentation,
  { seed, step }: { readonly seed: number; readonly step: number },
): Float32Array {
  const [height = 0, width = 0, channels = 0] = shape;
  const random = new Random(seed, `augment/${step}`);
  const size = height * width * channels;
  const varied = new Float32Array(images.length);
  for (let from = 0; from < images.length; from += size) {
    const down = random.integer(2 * pad + 1) - pad;
    const right = random.integer(2 * pad + 1) - pad;
    const mirrored = random.integer(2) === 1 && flip;
    const image = images.subarray(from, from + size);
    const target = varied.subarray(from, from + size);
    shiftImage(image, target, { height, width, channels, down, right });
    if (mirrored) mirrorImage(target, width, channels);
  }
  return varied;
}

interface Shift {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Pixel (row, column) of the target is pixel (row + down, column + right) of the image; zero outside. */
  readonly down: number;
  readonly right: number;
}

function shiftImage(image: Float32Array, target: Float32Array, { height, width, channels, down, right }: Shift): void {
  const first = Math.max(0, -right);
  const last = Math.min(width, width - right);
  for (let row = Math.max(0, -down); row < Math.min(height, height - down); row++) {
    const from = ((row + down) * width + first + right) * channels;
    target.set(image.subarray(from, from + (last - first) * channels), (row * width + first) * channels);
  }
}

function mirrorImage(image: Float32Array, width: number, channels: number): void {
  const rowSize = width * channels;
  for (let row = 0; row < image.length; row += rowSize) {
    for (let left = 0, right = width - 1; left < right; left++, right--) {
      for (let channel = 0; channel < channels; channel++) {
        const a = row + left * channels + channel;
        const b = row + right * channels + channel;
        const kept = image[a] as number;
        image[a] = image[b] as number;
        image[b] = kept;
      }
    }
  }
}
