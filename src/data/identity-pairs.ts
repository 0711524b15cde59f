import { declare, options } from "../core/declare.ts";
import { integer, seedKind } from "../core/kinds.ts";
import { readOptions, withDefault } from "../core/options.ts";
import { Random } from "../core/random.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type IdentitySpec = Extract<DataSpec, { kind: "identity" }>;

const pairOptions = {
  seed: withDefault(seedKind, 1, "Another seed draws other vectors."),
  dimension: withDefault(integer({ least: 1 }), 16, "Features of each vector."),
  points: withDefault(integer({ least: 1 }), 512, "Vectors for training, and as many fresh ones for testing."),
};

export const identityPairs = declare(
  {
    name: "identityPairs",
    help: "Random vectors, uniform in (−1, 1), with themselves as targets: what a block must learn before it can do no harm.",
    parameters: [options(pairOptions)],
    returns: ["DataSpec", "what train and examples take"],
    example: "identityPairs({dimension: 4})",
  },
  (settings): IdentitySpec => ({ kind: "identity", ...settings }),
);

/** @throws CourseError if a value cannot be used */
export function checkIdentityPairs({ kind, ...values }: IdentitySpec): IdentitySpec {
  return { kind, ...readOptions("identityPairs", values, pairOptions) };
}

/** Inputs and targets are [points, dimension], uniform in (−1, 1): predicting zero has a mean squared error of 1/3. */
export function generateIdentityPairs(spec: IdentitySpec): DataSet {
  return {
    spec,
    shape: [spec.dimension],
    classes: null,
    classNames: null,
    training: drawPairs(spec, "training"),
    test: drawPairs(spec, "test"),
    mean: null,
  };
}

function drawPairs({ seed, dimension, points }: IdentitySpec, split: SplitName): Split {
  const random = new Random(seed, `identity/${split}`);
  const inputs = Float32Array.from({ length: points * dimension }, () => random.uniform(-1, 1));
  return { count: points, inputs, labels: null, targets: inputs.slice(), places: null };
}
