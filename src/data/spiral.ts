import { declare, options } from "../core/declare.ts";
import { integer, number, seedKind } from "../core/kinds.ts";
import { readOptions, withDefault } from "../core/options.ts";
import { Random } from "../core/random.ts";
import { balancedLabels } from "./balanced-labels.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type SpiralSpec = Extract<DataSpec, { kind: "spiral" }>;

const arms = 3;

const spiralOptions = {
  seed: withDefault(seedKind, 1, "Another seed draws other points."),
  points: withDefault(integer({ least: arms }), 510, "For training, and as many fresh ones for testing."),
  noise: withDefault(number({ least: 0, unit: "radians" }), 0.15, "Standard deviation of the angle."),
};

export const spiral = declare(
  {
    name: "spiral",
    help: "Three interleaved spiral arms in the plane, one class each, and as many fresh points for testing.",
    parameters: [options(spiralOptions)],
    returns: ["DataSpec", "what train, examples and the charts of data take"],
    example: "spiral({noise: 0.3})",
  },
  (settings): SpiralSpec => ({ kind: "spiral", ...settings }),
);

/** @throws CourseError if a value cannot be used */
export function checkSpiral({ kind, ...values }: SpiralSpec): SpiralSpec {
  return { kind, ...readOptions("spiral", values, spiralOptions) };
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
