import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer, number, seedKind } from "../core/kinds.ts";
import { readOptions, withDefault } from "../core/options.ts";
import { Random } from "../core/random.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type LinearSpec = Extract<DataSpec, { kind: "linear" }>;

const pairOptions = {
  seed: withDefault(seedKind, 1, "Another seed draws other vectors, and other directions of the stretch."),
  dimension: withDefault(
    integer({ least: 2 }),
    16,
    "Features of each vector: even, since the map acts on pairs of them.",
  ),
  points: withDefault(integer({ least: 1 }), 512, "Vectors for training, and as many fresh ones for testing."),
  turn: withDefault(
    number({ unit: "degrees" }),
    0,
    "Every pair of features is turned by this angle: 0 is the identity, 180 is −x.",
  ),
  stretch: withDefault(
    number({ least: 1 }),
    1,
    "Before that, each pair is stretched by this factor in a direction of its own and shrunk by it across: without a turn the map is positive definite.",
  ),
  size: withDefault(number({ least: 0 }), 1, "The result times this: 0 asks for zero, whatever x is."),
};

export const linearPairs = declare(
  {
    name: "linearPairs",
    help: "Random vectors, uniform in (−1, 1), with a linear map of them as targets: the identity, or something at a chosen distance from it.",
    parameters: [options(pairOptions)],
    returns: ["DataSpec", "what train and examples take"],
    refuses: "the dimension is odd",
    example: "linearPairs({turn: 30})",
  },
  (settings): LinearSpec => requireEven({ kind: "linear", ...settings }),
);

/** @throws CourseError if a value cannot be used */
export function checkLinearPairs({ kind, ...values }: LinearSpec): LinearSpec {
  return requireEven({ kind, ...readOptions("linearPairs", values, pairOptions) });
}

function requireEven(spec: LinearSpec): LinearSpec {
  if (spec.dimension % 2 === 0) return spec;
  const problem = `dimension must be even, got ${spec.dimension}`;
  throw refuse("linearPairs", problem, `Try dimension: ${spec.dimension + 1}.`);
}

/** Inputs and targets are [points, dimension]. A turn alone keeps lengths: predicting zero has a mean squared error of size² / 3. */
export function generateLinearPairs(spec: LinearSpec): DataSet {
  const planes = drawPlanes(spec);
  return {
    spec,
    shape: [spec.dimension],
    classes: null,
    classNames: null,
    training: drawPairs(spec, planes, "training"),
    test: drawPairs(spec, planes, "test"),
    mean: null,
  };
}

/** Of one pair of features: [[a, b], [c, d]]. */
type Plane = readonly [number, number, number, number];

/** size · turn · stretch for each pair of features, each stretch along a direction that is drawn. */
function drawPlanes({ seed, dimension, turn, stretch, size }: LinearSpec): Plane[] {
  const random = new Random(seed, "linear/directions");
  const [cos, sin] = [Math.cos((Math.PI * turn) / 180), Math.sin((Math.PI * turn) / 180)];
  return Array.from({ length: dimension / 2 }, (): Plane => {
    const direction = random.uniform(0, Math.PI);
    const [x, y] = [Math.cos(direction), Math.sin(direction)];
    const [along, across] = [stretch, 1 / stretch];
    // The symmetric matrix with eigenvalue `along` for (x, y) and `across` for (−y, x)
    const [a, b, d] = [along * x * x + across * y * y, (along - across) * x * y, along * y * y + across * x * x];
    return [
      size * (cos * a - sin * b),
      size * (cos * b - sin * d),
      size * (sin * a + cos * b),
      size * (sin * b + cos * d),
    ];
  });
}

function drawPairs({ seed, dimension, points }: LinearSpec, planes: readonly Plane[], split: SplitName): Split {
  const random = new Random(seed, `linear/${split}`);
  const inputs = Float32Array.from({ length: points * dimension }, () => random.uniform(-1, 1));
  const targets = new Float32Array(inputs.length);
  for (let at = 0; at < inputs.length; at += 2) {
    const [a, b, c, d] = planes[(at % dimension) / 2] as Plane;
    const [x, y] = [inputs[at] as number, inputs[at + 1] as number];
    targets[at] = a * x + b * y;
    targets[at + 1] = c * x + d * y;
  }
  return { count: points, inputs, labels: null, targets, places: null };
}
