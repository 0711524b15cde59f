import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireInteger, show } from "../core/check-value.ts";
import { checkCentre } from "./centre.ts";
import type { DataSpec } from "./spec.ts";

export type Cifar10Spec = Extract<DataSpec, { kind: "cifar10" }>;

/** In the order of their labels (batches.meta.txt of the binary version). */
export const cifarClassNames = [
  ...["airplane", "automobile", "bird", "cat", "deer"],
  ...["dog", "frog", "horse", "ship", "truck"],
] as const;

/** Images in the complete set (Krizhevsky 2009). */
export const cifarCounts = { training: 50_000, test: 10_000 } as const;

/**
 * CIFAR-10: real 32 × 32 colour images in ten classes, in equal numbers. The images are not part of the site: a reader
 * brings them, or `npm run data` has put them there.
 * @param options `size` 16 averages 2 × 2 pixels. `seed` draws the images at random; without it they are the first
 *   ones. `centre` is what is subtracted: each pixel's mean over the training images, as in the paper, unless "none".
 */
export function cifar10(options: Partial<Omit<Cifar10Spec, "kind">> = {}): Cifar10Spec {
  checkOptionNames("cifar10", options, ["training", "test", "size", "centre", "seed"]);
  const usual = { training: 5000, test: 1000, size: 32, centre: "per-pixel-mean", seed: null } as const;
  return checkCifar10({ kind: "cifar10", ...usual, ...options });
}

/** @throws CourseError if a value cannot be used */
export function checkCifar10(spec: Cifar10Spec): Cifar10Spec {
  for (const split of ["training", "test"] as const) {
    const count = requireInteger("cifar10", split, spec[split], 1);
    if (count <= cifarCounts[split]) continue;
    const problem = `CIFAR-10 has ${cifarCounts[split]} ${split} images, got ${split}: ${count}`;
    throw refuse("cifar10", problem, `Try ${split}: ${cifarCounts[split]}.`);
  }
  const size: unknown = spec.size;
  if (size !== 16 && size !== 32) throw refuse("cifar10", `size must be 16 or 32, got ${show(size)}`, "Try size: 16.");
  checkCentre("cifar10", spec.centre);
  if (spec.seed !== null) requireInteger("cifar10", "seed", spec.seed, -Infinity);
  return spec;
}
