import { refuse } from "../core/errors.ts";
import type { Random } from "../core/random.ts";
import { formatShape, type Shape } from "../core/shape.ts";

/**
 * A random [in, units] matrix, orthonormal along its shorter side, times `gain`: Gram and Schmidt's process on a
 * matrix of normals, which gives every rotation the same chance (Saxe et al. 1312.6120).
 */
export function drawOrthogonal(shape: Shape, gain: number, random: Random): Float32Array {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows === undefined || columns === undefined) {
    throw refuse(
      "orthogonal initializer",
      `expected the kernel of a dense layer [in, units], got ${formatShape(shape)}`,
      'Use "he-normal" for convolutions.',
    );
  }
  const vectors = drawOrthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [vector, at] = rows <= columns ? [row, column] : [column, row];
      values[row * columns + column] = gain * (vectors[vector]?.[at] ?? 0);
    }
  }
  return values;
}

/** `count` orthonormal vectors; what they have in common is taken out twice, against rounding. */
function drawOrthonormal(count: number, length: number, random: Random): Float64Array[] {
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => random.normal());
    for (const earlier of [...vectors, ...vectors]) {
      const common = dot(vector, earlier);
      earlier.forEach((value, at) => (vector[at] = (vector[at] as number) - common * value));
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}
