import { refuse } from "../core/errors.ts";
import { formatShape } from "../core/shape.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** The sizes of a tensor of images; refuses one of vectors. */
export function requireImage(
  where: string,
  { shape }: SymbolicTensor,
): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw refuse(
      where,
      `expected images [height, width, channels], got ${formatShape(shape)}`,
      "Put it before globalAveragePool and flatten, on a net that starts with input([height, width, channels]).",
    );
  }
  return [height, width, channels];
}
