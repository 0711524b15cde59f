import { refuse } from "../core/errors.ts";
import type { Random } from "../core/random.ts";
import { formatShape, sizeOf, type Shape } from "../core/shape.ts";
import { drawOrthogonal } from "./orthogonal.ts";

/**
 * A dense kernel [in, units] whose units come in opposite pairs, z and −z (Balduzzi et al. 1702.08591, sec. 4): behind a
 * ReLU a pair is relu(z) and relu(−z), and the next layer takes the difference, which is z again. A stack of such
 * layers starts as a product of orthogonal matrices, although every one of them has its ReLU.
 * @param paired whether the inputs are such pairs: the kernel is [[A, −A], [−A, A]]; otherwise [A, −A]
 * @throws CourseError if there is no such kernel of this shape
 */
export function drawLooksLinear(shape: Shape, paired: boolean, random: Random): Float32Array {
  const [rows, columns] = shape;
  if (
    shape.length !== 2 ||
    rows === undefined ||
    columns === undefined ||
    columns % 2 > 0 ||
    (paired && rows % 2 > 0)
  ) {
    throw refuse(
      "looks-linear initializer",
      `expected the kernel of a dense layer with features in pairs, got ${formatShape(shape)}`,
      "Use an even width.",
    );
  }
  const half: Shape = [paired ? rows / 2 : rows, columns / 2];
  const [halfRows = 1, halfColumns = 1] = half;
  const a = drawOrthogonal(half, 1, random);
  const values = new Float32Array(sizeOf(shape));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const sign = row < halfRows === column < halfColumns ? 1 : -1;
      values[row * columns + column] = sign * (a[(row % halfRows) * halfColumns + (column % halfColumns)] ?? 0);
    }
  }
  return values;
}
