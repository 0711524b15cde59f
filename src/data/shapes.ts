import { declare, options } from "../core/declare.ts";
import { choice, integer, seedKind } from "../core/kinds.ts";
import { optional, readOptions, withDefault, type SettingsOf } from "../core/options.ts";
import { Random } from "../core/random.ts";
import { balancedLabels } from "./balanced-labels.ts";
import { centreImages, centres, pixelDeviation, pixelMean } from "./centre.ts";
import { classChoice } from "./class-choice.ts";
import { shapeDistances, type Distance } from "./shape-distances.ts";
import { drawScene, imageSide, paintScene } from "./shape-scene.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type ShapesSpec = Extract<DataSpec, { kind: "shapes" }>;

const classNames = Object.keys(shapeDistances);

const noiseDeviation = 0.04;

const shapesOptions = {
  seed: withDefault(seedKind, 1, "Another seed draws other images."),
  training: withDefault(integer({ least: 1, unit: "images" }), 4096, "For training."),
  test: withDefault(integer({ least: 1, unit: "images" }), 1024, "For testing."),
  centre: optional(
    choice(...centres),
    '"per-pixel-mean" subtracts each pixel\'s mean over the training images.',
    "nothing is subtracted",
  ),
  classes: classChoice(classNames),
  targets: optional(
    choice("boxes", "masks"),
    'What is to be told of an image: "boxes" has three targets, centre (x, y) and radius of the shape in units of the image\'s side; "masks" has 256, how much of each pixel the shape covers.',
    "the class",
  ),
};

export const shapes = declare(
  {
    name: "shapes",
    help: '"Shapes-10": 16 × 16 colour images of ten shapes on busy backgrounds, in equal numbers. Moons and corners never face the other way, so images are not to be flipped.',
    parameters: [options(shapesOptions)],
    returns: ["DataSpec", "what train, examples and the charts of data take"],
    example: "shapes({training: 512, test: 128})",
  },
  (settings): ShapesSpec => specOf(settings),
);

/** @throws CourseError if a value cannot be used */
export function checkShapes({ kind: _kind, ...values }: ShapesSpec): ShapesSpec {
  return specOf(readOptions("shapes", values, shapesOptions));
}

/** A spec says nothing of what was not chosen: it is compared with those that were recorded. */
function specOf({ centre, classes, targets, ...settings }: SettingsOf<typeof shapesOptions>): ShapesSpec {
  return {
    kind: "shapes",
    ...settings,
    ...(centre === undefined ? {} : { centre }),
    ...(classes === undefined ? {} : { classes }),
    ...(targets === undefined ? {} : { targets }),
  };
}

/** Inputs are [count, 16, 16, 3], standardised with `pixelMean` and `pixelDeviation`. */
export function generateShapes(spec: ShapesSpec): DataSet {
  const shape = [imageSide, imageSide, 3];
  const names = spec.classes ?? classNames;
  const distances = names.map((name) => shapeDistances[name] as Distance);
  const training = drawImages(spec, "training", distances);
  const test = drawImages(spec, "test", distances);
  const mean = centreImages(spec.centre ?? "none", shape, training, test);
  const told =
    spec.targets === undefined ? { classes: names.length, classNames: names } : { classes: null, classNames: null };
  return { spec, shape, ...told, training, test, mean };
}

/** @param distances of the classes, in the order of their labels */
function drawImages({ seed, targets, ...counts }: ShapesSpec, split: SplitName, distances: readonly Distance[]): Split {
  const count = counts[split];
  const labels = balancedLabels(count, distances.length, new Random(seed, `shapes/${split}/labels`));
  const scenes = new Random(seed, `shapes/${split}/scenes`);
  const inputs = new Float32Array(count * imageSide * imageSide * 3);
  const places = new Float32Array(count * 3);
  const pixels = imageSide * imageSide;
  const masks = targets === "masks" ? new Float32Array(count * pixels) : null;
  labels.forEach((label, image) => {
    const scene = drawScene(scenes);
    const mask = masks?.subarray(image * pixels, (image + 1) * pixels);
    paintScene(scene, distances[label] as Distance, inputs, image * pixels * 3, mask);
    places.set([scene.shape.x, scene.shape.y, scene.shape.radius], 3 * image);
  });
  addNoise(inputs, new Random(seed, `shapes/${split}/noise`));
  if (targets === undefined) return { count, inputs, labels, targets: null, places };
  return { count, inputs, labels: null, targets: masks ?? places, places };
}

/** Adds pixel noise, clips to what a camera could record and standardises, in place. */
function addNoise(pixels: Float32Array, random: Random): void {
  for (let at = 0; at < pixels.length; at++) {
    const noisy = (pixels[at] as number) + random.normal(0, noiseDeviation);
    pixels[at] = (Math.min(1, Math.max(0, noisy)) - pixelMean) / pixelDeviation;
  }
}
