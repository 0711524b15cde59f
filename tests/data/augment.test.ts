import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { augmentImages } from "../../src/data/augment.ts";
import { shapeDistances } from "../../src/data/shape-distances.ts";

const shape = [6, 5, 2] as const;
const size = 60;
const images = Float32Array.from({ length: 400 * size }, (_, at) => at + 1);

/** Pads, crops at (down, right) and mirrors one image pixel by pixel. */
function vary(image: Float32Array, pad: number, [down, right, mirrored]: readonly [number, number, boolean]): number[] {
  const [height, width, channels] = shape;
  const padded = (row: number, column: number, channel: number): number => {
    const [y, x] = [row - pad, column - pad];
    const inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? (image[(y * width + x) * channels + channel] ?? NaN) : 0;
  };
  const out: number[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = mirrored ? width - 1 - column : column;
      for (let channel = 0; channel < channels; channel++) out.push(padded(row + down, from + right, channel));
    }
  }
  return out;
}

describe("augmentation", () => {
  it("makes of every image one of the crops of the padded image or of its mirror image, all equally often", () => {
    const pad = 2;
    const varied = augmentImages(images, shape, { pad, flip: true }, { seed: 3, step: 11 });
    const counts = new Map<string, number>();
    for (let from = 0; from < images.length; from += size) {
      const image = images.subarray(from, from + size);
      const found = [...varied.subarray(from, from + size)].join();
      for (let down = 0; down <= 2 * pad; down++)
        for (let right = 0; right <= 2 * pad; right++)
          for (const mirrored of [false, true])
            if (vary(image, pad, [down, right, mirrored]).join() === found) {
              const key = [down, right, mirrored].join();
              counts.set(key, (counts.get(key) ?? 0) + 1);
            }
    }
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(400);
    expect(counts.size).toBe(50);
    const mirrored = [...counts].filter(([key]) => key.endsWith("true")).reduce((sum, [, count]) => sum + count, 0);
    expect(Math.abs(mirrored - 200)).toBeLessThan(60);
  });

  it("depends on the seed and the step alone, and leaves the images as they are", () => {
    const before = images.slice();
    const vary = (seed: number, step: number) => augmentImages(images, shape, { pad: 1, flip: true }, { seed, step });
    expect(vary(1, 2)).toEqual(vary(1, 2));
    expect(vary(1, 3)).not.toEqual(vary(1, 2));
    expect(vary(2, 2)).not.toEqual(vary(1, 2));
    expect(images).toEqual(before);
  });

  it("does nothing without padding and flipping, and crops alike with and without flipping", () => {
    expect(augmentImages(images, shape, { pad: 0, flip: false }, { seed: 1, step: 0 })).toEqual(images);
    const [plain, flipped] = [false, true].map((flip) =>
      augmentImages(images, shape, { pad: 2, flip }, { seed: 1, step: 0 }),
    );
    const same = Array.from({ length: 400 }, (_, at) => {
      const row = (values: Float32Array = new Float32Array()) =>
        [...values.subarray(at * size, (at + 1) * size)].join();
      return row(plain) === row(flipped);
    });
    expect(same.filter(Boolean).length).toBeGreaterThan(150);
  });
});

it("of Shapes-10, moons and corners alone have a mirror image of another look", () => {
  const random = new Random(1, "points");
  const points = Array.from({ length: 500 }, () => [random.uniform(-1.2, 1.2), random.uniform(-1.2, 1.2)] as const);
  const oneSided = Object.entries(shapeDistances).filter(([, distance]) =>
    points.some(([u, v]) => Math.abs(distance(u, v) - distance(-u, v)) > 1e-9),
  );
  expect(oneSided.map(([name]) => name)).toEqual(["moon", "corner"]);
});
