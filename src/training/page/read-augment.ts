import { refuse } from "../../core/errors.ts";
import { checkOptionNames, requireBoolean, requireInteger, show } from "../../core/check-value.ts";
import { formatShape } from "../../core/shape.ts";
import type { Augmentation } from "../../data/augment.ts";
import type { DataFacts } from "./data-facts.ts";

/** What a cell may pass; what is left out is the paper's: `{pad: 4, flip: true}`. */
export type AugmentOption = Partial<Augmentation> | false;

/**
 * @returns null for no augmentation
 * @throws CourseError if the data are no images, or not such that can be varied so
 */
export function readAugment(where: string, augment: unknown, { shape, mirrors }: DataFacts): Augmentation | null {
  if (augment === undefined || augment === false) return null;
  if (shape.length !== 3) {
    const problem = `augment varies images, but an example of this data has shape ${formatShape(shape)}`;
    throw refuse(where, problem, "Leave augment out, or train on cifar10().");
  }
  if (augment === true) throw refuse(where, "augment must say how", "Write augment: {pad: 4, flip: true}.");
  checkOptionNames(`${where} augment`, augment, ["pad", "flip"]);
  const { pad = 4, flip = true } = augment as Partial<Augmentation>;
  const side = Math.min(shape[0] ?? 0, shape[1] ?? 0);
  if (requireInteger(where, "augment's pad", pad, 0) >= side) {
    const problem = `augment's pad must be smaller than the ${side} pixels of the image, got ${show(pad)}`;
    throw refuse(where, problem, "The paper pads 32 × 32 pixels by 4.");
  }
  if (requireBoolean(where, "augment's flip", flip) && !mirrors) {
    const problem = "augment's flip would show shapes that the data does not have: moons and corners face one way";
    throw refuse(where, problem, `Write augment: {pad: ${pad}, flip: false}.`);
  }
  return { pad, flip };
}
