import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { pixelDeviation, pixelMean } from "../../src/data/centre.ts";
import { generate } from "../../src/data/dataset.ts";
import { shapeDistances } from "../../src/data/shape-distances.ts";
import { drawScene, leastContrast, paintScene, type Scene } from "../../src/data/shape-scene.ts";
import { shapes } from "../../src/data/shapes.ts";

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("Shapes-10", () => {
  const { training, test, shape, classes, classNames } = generate(shapes({ training: 400, test: 100 }));

  it("has ten classes in equal numbers, in random order", () => {
    expect([shape, classes]).toEqual([[16, 16, 3], 10]);
    expect(classNames).toEqual([
      ...["disc", "ring", "square", "triangle", "plus", "star", "moon", "dumbbell", "bar", "corner"],
    ]);
    for (let label = 0; label < 10; label++) {
      expect(training.labels?.filter((each) => each === label).length).toBe(40);
      expect(test.labels?.filter((each) => each === label).length).toBe(10);
    }
    expect([...(training.labels ?? [])].slice(0, 10)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("has some of the classes where only those are wanted", () => {
    const spec = shapes({ training: 60, test: 20, classes: ["star", "disc"] });
    const two = generate(spec);
    expect([spec.classes, two.classNames, two.classes]).toEqual([["star", "disc"], ["star", "disc"], 2]);
    expect([0, 1].map((label) => two.training.labels?.filter((each) => each === label).length)).toEqual([30, 30]);
    expect(() => shapes({ classes: ["star"] })).toThrow("classes must have at least 2 entries, got 1");
  });

  it("has 4,096 training and 1,024 test images unless told", () => {
    expect(shapes()).toEqual({ kind: "shapes", seed: 1, training: 4096, test: 1024 });
  });

  it("is standardised pixels between black and white, with much variety", () => {
    const pixels = [...training.inputs];
    expect(pixels.length).toBe(400 * 768);
    const toInput = (pixel: number): number => (pixel - pixelMean) / pixelDeviation;
    expect(pixels.every((value) => value >= toInput(0) && value <= toInput(1))).toBe(true);
    const centre = mean(pixels);
    expect(Math.abs(centre)).toBeLessThan(0.8);
    const spread = Math.sqrt(mean(pixels.map((value) => (value - centre) ** 2)));
    expect(spread).toBeGreaterThan(0.8);
    expect(spread).toBeLessThan(1.4);
  });

  it("keeps every shape's place, wholly inside the image", () => {
    for (let image = 0; image < training.count; image++) {
      const [x = NaN, y = NaN, radius = NaN] = training.places?.subarray(3 * image, 3 * image + 3) ?? [];
      expect(radius >= 0.27 && radius <= 0.4).toBe(true);
      expect(Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) + radius).toBeLessThanOrEqual(0.5 + 1e-6);
    }
  });

  it("tells places or covered pixels in the place of classes, of the same images", () => {
    const boxes = generate(shapes({ training: 400, test: 100, targets: "boxes" }));
    const masks = generate(shapes({ training: 400, test: 100, targets: "masks" }));
    for (const { training: told, classes: none, classNames: unnamed } of [boxes, masks]) {
      expect([none, unnamed, told.labels]).toEqual([null, null, null]);
      expect(told.inputs).toEqual(training.inputs);
    }
    expect(boxes.training.targets).toEqual(training.places);
    const cover = [...(masks.training.targets ?? [])];
    expect(cover.length).toBe(400 * 256);
    expect(cover.every((value) => value >= 0 && value <= 1)).toBe(true);
    // A mask lies within its shape's box, but for the soft edge, and is nowhere empty.
    for (let image = 0; image < 400; image++) {
      const [x = NaN, y = NaN, radius = NaN] = training.places?.subarray(3 * image, 3 * image + 3) ?? [];
      const mask = cover.slice(256 * image, 256 * (image + 1));
      expect(mask.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(8);
      const outside = mask.filter((value, at) => {
        const away = Math.max(Math.abs(((at % 16) + 0.5) / 16 - x), Math.abs((Math.floor(at / 16) + 0.5) / 16 - y));
        return value > 0.5 && away > 1.12 * radius + 1 / 16;
      });
      expect(outside).toEqual([]);
    }
  });

  it("shows the shape brighter than its background", () => {
    const random = new Random(1, "scenes");
    for (let i = 0; i < 500; i++) {
      const { background, foreground } = drawScene(random);
      expect(mean(foreground) - mean(background)).toBeGreaterThanOrEqual(leastContrast);
    }
  });

  it("repeats for a seed, changes with it, and shares no image between training and test", () => {
    const spec = shapes({ seed: 9, training: 20, test: 20 });
    const first = generate(spec);
    for (const seed of [10, 11, 12, 13]) generate(shapes({ seed, training: 10, test: 10 }));
    const again = generate(spec);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
    expect(generate(shapes({ seed: 8, training: 20, test: 20 })).training.inputs).not.toEqual(first.training.inputs);
    expect(first.test.inputs).not.toEqual(first.training.inputs);
  });

  it("refuses sizes that cannot be drawn", () => {
    expect(() => shapes({ training: -1 })).toThrow("shapes: training must be an integer of at least 1, got -1. Try 1.");
    expect(() => shapes({ test: 10.5 })).toThrow("shapes: test must be an integer of at least 1, got 10.5. Try 11.");
    expect(() => shapes({ trainning: 5 } as never)).toThrow("Did you mean 'training'?");
  });
});

describe("paintScene", () => {
  const scene: Scene = {
    background: [0, 0, 0],
    foreground: [1, 1, 1],
    gradient: [0, 0, 0],
    // Along the diagonal on which even the corner is balanced, so that its sheen averages to 1.
    light: Math.PI / 4,
    stripes: { amplitude: 0, frequency: 3, angle: 0, phase: 0 },
    clutter: { colour: [0, 0, 0], x: 0.5, y: 0.5, radius: 0.05, elongation: 1, angle: 0 },
    shape: { x: 0.5, y: 0.5, radius: 0.4, angle: 0 },
  };

  function paint(name: string): Float32Array {
    const image = new Float32Array(16 * 16 * 3);
    paintScene(scene, shapeDistances[name] ?? (() => NaN), image, 0);
    return image;
  }

  // Areas in units of radius². The star is five kites with diagonals 1.05 and 2·0.42·sin 36°; of the dumbbell's bar
  // 0.0946 lies within each disc.
  it.each([
    ["disc", Math.PI * 0.85 ** 2],
    ["ring", Math.PI * (0.9 ** 2 - 0.5 ** 2)],
    ["square", 1.48 ** 2],
    ["triangle", (3 * Math.sqrt(3)) / 4],
    ["plus", 2 * 1.9 * 0.56 - 0.56 ** 2],
    ["star", 5 * 1.05 * 0.42 * Math.sin(Math.PI / 5)],
    ["dumbbell", 2 * Math.PI * 0.4 ** 2 + 1.2 * 0.24 - 2 * 0.0946],
    ["bar", 2 * 0.54],
    ["corner", 0.5 * 1.5 + 1.5 * 0.5 - 0.25],
  ])("covers the area of a %s to within 5 %%", (name, area) => {
    const red = paint(name).filter((_, at) => at % 3 === 0);
    // A pixel has the side 1/16, and the radius is 0.4 of the image.
    const covered = red.reduce((sum, value) => sum + value, 0) / 256 / 0.4 ** 2;
    expect(Math.abs(covered - area)).toBeLessThan(0.05 * area);
  });

  it("opens the moon to the right", () => {
    const moon = paint("moon");
    const at = (row: number, column: number): number => moon[3 * (row * 16 + column)] ?? NaN;
    expect(at(8, 3)).toBeGreaterThan(0.6);
    expect(at(8, 11)).toBe(0);
  });
});
