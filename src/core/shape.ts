/** Sizes of one example, without the batch: [height, width, channels] for images, [features] for vectors. */
export type Shape = readonly number[];

/** Number of values in one example of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** `16 × 16 × 8`, for messages and tables. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? "scalar" : shape.join(" × ");
}

/** True where both shapes have the same sizes in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
