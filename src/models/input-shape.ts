import { show } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import type { Kind } from "../core/kinds.ts";
import type { Shape } from "../core/shape.ts";

/** Of images: [height, width, channels]. */
export const imageShape = shapeOf("[height, width, channels]", [3], "[32, 32, 3]");

/** Of points and other lists of features: [features]. */
export const vectorShape = shapeOf("[features]", [1], "[2]");

/** Of either. */
export const inputShape = shapeOf(
  "[height, width, channels] or [features]",
  [3, 1],
  "[32, 32, 3] for images or [2] for points",
);

function shapeOf(type: string, ranks: readonly number[], example: string): Kind<Shape> {
  return {
    type,
    read: (where, name, value) => {
      const isShape = Array.isArray(value) && ranks.includes(value.length) && value.every(isSize);
      if (isShape) return [...(value as number[])];
      throw refuse(where, `${name} must be ${type} in positive integers, got ${show(value)}`, `Try ${example}.`);
    },
  };
}

function isSize(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}
