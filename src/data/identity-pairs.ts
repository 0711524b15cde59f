import { checkOptionNames, requireInteger } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import type { DataSet, DataSpec, Split, SplitName } from "./spec.ts";

export type IdentitySpec = Extract<DataSpec, { kind: "identity" }>;

/** Random vectors with themselves as targets: what a block must learn before it can do no harm. */
export function identityPairs(options: Partial<Omit<IdentitySpec, "kind">> = {}): IdentitySpec {
  checkOptionNames("identityPairs", options, ["seed", "dimension", "points"]);
  return checkIdentityPairs({ kind: "identity", seed: 1, dimension: 16, points: 512, ...options });
}

/** @throws CourseError if a value cannot be used */
export function checkIdentityPairs(spec: IdentitySpec): IdentitySpec {
  requireInteger("identityPairs", "seed", spec.seed, -Infinity);
  requireInteger("identityPairs", "dimension", spec.dimension, 1);
  requireInteger("identityPairs", "points", spec.points, 1);
  return spec;
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
