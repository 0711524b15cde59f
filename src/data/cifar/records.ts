import { pixelDeviation, pixelMean } from "../centre.ts";

/** Pixels a side of an image as it is stored. */
const storedSide = 32;
const planeBytes = storedSide * storedSide;
/** One label byte, then the red, green and blue plane, each row by row from the top. */
export const recordBytes = 1 + 3 * planeBytes;
export const classCount = 10;

/**
 * Writes the image of a record as the net is fed: [side, side, 3] from `offset` on, standardised.
 * @param record [recordBytes]
 * @param side 32, or 16 to average 2 × 2 pixels
 */
export function decodeImage(record: Uint8Array, side: 16 | 32, images: Float32Array, offset: number): void {
  const step = storedSide / side;
  const scale = 1 / (255 * step * step * pixelDeviation);
  const shift = pixelMean / pixelDeviation;
  let to = offset;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      for (let channel = 0; channel < 3; channel++) {
        const from = 1 + channel * planeBytes + step * (row * storedSide + column);
        images[to++] = sumSquare(record, from, step) * scale - shift;
      }
    }
  }
}

function sumSquare(record: Uint8Array, from: number, step: number): number {
  let sum = 0;
  for (let row = 0; row < step; row++) {
    for (let column = 0; column < step; column++) sum += record[from + row * storedSide + column] as number;
  }
  return sum;
}
