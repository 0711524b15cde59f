import { show } from "../core/check-value.ts";
import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { choice, integer, orNull, seedKind, type Kind } from "../core/kinds.ts";
import { readOptions, withDefault, type SettingsOf } from "../core/options.ts";
import { centres } from "./centre.ts";
import { classChoice } from "./class-choice.ts";
import type { DataSpec } from "./spec.ts";

export type Cifar10Spec = Extract<DataSpec, { kind: "cifar10" }>;

/** In the order of their labels (batches.meta.txt of the binary version). */
export const cifarClassNames = [
  ...["airplane", "automobile", "bird", "cat", "deer"],
  ...["dog", "frog", "horse", "ship", "truck"],
] as const;

/** Images in the complete set (Krizhevsky 2009). */
export const cifarCounts = { training: 50_000, test: 10_000 } as const;

const sizeKind: Kind<16 | 32> = {
  type: "16 | 32",
  read: (where, name, value) => {
    if (value === 16 || value === 32) return value;
    throw refuse(where, `${name} must be 16 or 32, got ${show(value)}`, "Try size: 16.");
  },
};

const cifarOptions = {
  training: withDefault(integer({ least: 1, unit: "images" }), 5000, "For training, of 50,000."),
  test: withDefault(integer({ least: 1, unit: "images" }), 1000, "For testing, of 10,000."),
  size: withDefault(sizeKind, 32, "Pixels a side; 16 averages 2 × 2 of them."),
  centre: withDefault(
    choice(...centres),
    "per-pixel-mean",
    "What is subtracted: each pixel's mean over the training images, as in He et al. 2015, or nothing.",
  ),
  seed: withDefault(orNull(seedKind), null, "Draws the images at random; null takes the first ones."),
  classes: classChoice(cifarClassNames),
};

export const cifar10 = declare(
  {
    name: "cifar10",
    help: "CIFAR-10: real 32 × 32 colour images in ten classes, in equal numbers. The images are not part of the site: a reader brings them, or `npm run data` has put them there.",
    parameters: [options(cifarOptions)],
    returns: ["DataSpec", "what train, examples and the charts of data take"],
    refuses: "there are not as many images",
    source: "Krizhevsky 2009",
    example: "cifar10({training: 1000, test: 500, size: 16})",
  },
  (settings): Cifar10Spec => requireEnough(specOf(settings)),
);

/** @throws CourseError if a value cannot be used */
export function checkCifar10({ kind: _kind, ...values }: Cifar10Spec): Cifar10Spec {
  return requireEnough(specOf(readOptions("cifar10", values, cifarOptions)));
}

/** A spec says nothing of classes where all are wanted: it is compared with those that were recorded. */
function specOf({ classes, ...settings }: SettingsOf<typeof cifarOptions>): Cifar10Spec {
  return { kind: "cifar10", ...settings, ...(classes === undefined ? {} : { classes }) };
}

function requireEnough(spec: Cifar10Spec): Cifar10Spec {
  for (const split of ["training", "test"] as const) {
    const available = (cifarCounts[split] * (spec.classes?.length ?? 10)) / 10;
    if (spec[split] <= available) continue;
    const which = spec.classes === undefined ? "" : ` of ${spec.classes.length} classes`;
    const problem = `CIFAR-10 has ${available} ${split} images${which}, got ${split}: ${spec[split]}`;
    throw refuse("cifar10", problem, `Try ${split}: ${available}.`);
  }
  return spec;
}
