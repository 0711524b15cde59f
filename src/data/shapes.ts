import { checkOptionNames, requireInteger } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import { balancedLabels } from "./balanced-labels.ts";
import { centreImages, checkCentre, pixelDeviation, pixelMean } from "./centre.ts";
import { shapeDistances, type Distance } from "./shape-distances.ts";
import { drawScene, imageSide, paintScene } from "./shape-scene.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type ShapesSpec = Extract<DataSpec, { kind: "shapes" }>;

const classNames = Object.keys(shapeDistances);
const distances = Object.values(shapeDistances);

const noiseDeviation = 0.04;

/**
 * "Shapes-10": 16 × 16 colour images of ten shapes on busy backgrounds, in equal numbers. Moons and corners never face
 * the other way, so images are not to be flipped.
 * @param options `centre: "per-pixel-mean"` subtracts each pixel's mean over the training images
 */
export function shapes(options: Partial<Omit<ShapesSpec, "kind">> = {}): ShapesSpec {
  checkOptionNames("shapes", options, ["seed", "training", "test", "centre"]);
  return checkShapes({ kind: "shapes", seed: 1, training: 4096, test: 1024, ...options });
}

/** @throws CourseError if a value cannot be used */
export function checkShapes(spec: ShapesSpec): ShapesSpec {
  requireInteger("shapes", "seed", spec.seed, -Infinity);
  requireInteger("shapes", "training", spec.training, 1);
  requireInteger("shapes", "test", spec.test, 1);
  if (spec.centre !== undefined) checkCentre("shapes", spec.centre);
  return spec;
}

/** Inputs are [count, 16, 16, 3], standardised with `pixelMean` and `pixelDeviation`. */
export function generateShapes(spec: ShapesSpec): DataSet {
  const shape = [imageSide, imageSide, 3];
  const training = drawImages(spec.seed, "training", spec.training);
  const test = drawImages(spec.seed, "test", spec.test);
  const mean = centreImages(spec.centre ?? "none", shape, training, test);
  return { spec, shape, classes: classNames.length, classNames, training, test, mean };
}

function drawImages(seed: number, split: SplitName, count: number): Split {
  const labels = balancedLabels(count, classNames.length, new Random(seed, `shapes/${split}/labels`));
  const scenes = new Random(seed, `shapes/${split}/scenes`);
  const inputs = new Float32Array(count * imageSide * imageSide * 3);
  const places = new Float32Array(count * 3);
  labels.forEach((label, image) => {
    const scene = drawScene(scenes);
    paintScene(scene, distances[label] as Distance, inputs, image * imageSide * imageSide * 3);
    places.set([scene.shape.x, scene.shape.y, scene.shape.radius], 3 * image);
  });
  addNoise(inputs, new Random(seed, `shapes/${split}/noise`));
  return { count, inputs, labels, targets: null, places };
}

/** Adds pixel noise, clips to what a camera could record and standardises, in place. */
function addNoise(pixels: Float32Array, random: Random): void {
  for (let at = 0; at < pixels.length; at++) {
    const noisy = (pixels[at] as number) + random.normal(0, noiseDeviation);
    pixels[at] = (Math.min(1, Math.max(0, noisy)) - pixelMean) / pixelDeviation;
  }
}
