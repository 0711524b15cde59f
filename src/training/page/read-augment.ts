import { refuse } from "../../core/errors.ts";
import { boolean, integer, type Kind } from "../../core/kinds.ts";
import { objectOf, withDefault, type OptionsOf } from "../../core/options.ts";
import { formatShape } from "../../core/shape.ts";
import type { Augmentation } from "../../data/augment.ts";
import type { DataFacts } from "./data-facts.ts";

const augmentOptions = {
  pad: withDefault(
    integer({ least: 0, unit: "pixels" }),
    4,
    "Zeros on every side, before a crop of the original size is taken anywhere in that.",
  ),
  flip: withDefault(boolean, true, "Whether half of the images are mirrored."),
};

const howKind = objectOf(augmentOptions);

/** How images are varied, or false: not at all. */
export const augmentKind: Kind<Augmentation | false, OptionsOf<typeof augmentOptions> | false> = {
  type: `${howKind.type} | false`,
  parts: augmentOptions,
  read: (where, name, value) => {
    if (value === false) return false;
    if (value !== true) return howKind.read(where, name, value);
    throw refuse(where, `${name} must say how`, `Write ${name}: {pad: 4, flip: true}.`);
  },
};

/**
 * @returns null for no augmentation
 * @throws CourseError if the data are no images, or not such that can be varied so
 */
export function readAugment(
  where: string,
  augment: Augmentation | false | null | undefined,
  { shape, mirrors }: DataFacts,
): Augmentation | null {
  if (!augment) return null;
  if (shape.length !== 3) {
    const problem = `augment varies images, but an example of this data has shape ${formatShape(shape)}`;
    throw refuse(where, problem, "Leave augment out, or train on cifar10().");
  }
  const { pad, flip } = augment;
  const side = Math.min(shape[0] ?? 0, shape[1] ?? 0);
  if (pad >= side) {
    const problem = `augment's pad must be smaller than the ${side} pixels of the image, got ${pad}`;
    throw refuse(where, problem, "The paper pads 32 × 32 pixels by 4.");
  }
  if (flip && !mirrors) {
    const problem = "augment's flip would show shapes that the data does not have: moons and corners face one way";
    throw refuse(where, problem, `Write augment: {pad: ${pad}, flip: false}.`);
  }
  return { pad, flip };
}
