import { checkOptionNames, requireInteger, requireNumber } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import { balancedLabels } from "./balanced-labels.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type SpiralSpec = Extract<DataSpec, { kind: "spiral" }>;

const arms = 3;

/**
 * Three interleaved spiral arms in the plane, one class each, and as many fresh points for testing.
 * @param options `noise` is the standard deviation of the angle, in radians
 */
export function spiral(options: Partial<Omit<SpiralSpec, "kind">> = {}): SpiralSpec {
  checkOptionNames("spiral", options, ["seed", "points", "noise"]);
  return checkSpiral({ kind: "spiral", seed: 1, points: 510, noise: 0.15, ...options });
}

/** @throws CourseError if a value cannot be used */
export function checkSpiral(spec: SpiralSpec): SpiralSpec {
  requireInteger("spiral", "seed", spec.seed, -Infinity);
  requireInteger("spiral", "points", spec.points, arms);
  requireNumber("spiral", "noise", spec.noise, 0);
  return spec;
}

/** Inputs are [points, 2], used as they are: within about 1.1 of the origin. */
export function generateSpiral(spec: SpiralSpec): DataSet {
  return {
    spec,
    shape: [2],
    classes: arms,
    classNames: ["arm 1", "arm 2", "arm 3"],
    training: drawPoints(spec, "training"),
    test: drawPoints(spec, "test"),
    mean: null,
  };
}

function drawPoints({ seed, points, noise }: SpiralSpec, split: SplitName): Split {
  const random = new Random(seed, `spiral/${split}`);
  const labels = balancedLabels(points, arms, random);
  const inputs = new Float32Array(2 * points);
  labels.forEach((arm, point) => {
    const along = random.uniform();
    const radius = 0.1 + along;
    const angle = 4.5 * along + (2 * Math.PI * arm) / arms + random.normal(0, noise);
    inputs[2 * point] = radius * Math.cos(angle);
    inputs[2 * point + 1] = radius * Math.sin(angle);
  });
  return { count: points, inputs, labels, targets: null, places: null };
}
