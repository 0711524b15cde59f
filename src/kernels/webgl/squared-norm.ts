import { drawOutputs, type Draw } from "./draw.ts";
import { textureOf, type TensorLayout } from "./layout.ts";

/** Partial sums that make a norm. */
const wantedParts = 64;

/** How often the second sum of `squaredNorm` scales its values up: by 2⁶⁰. */
const normScale = 2 ** 60;

/** Number of partial sums: the rows of the column that `squaredNorm` writes. */
export function normParts(input: TensorLayout): number {
  const { height } = textureOf(input);
  return Math.ceil(height / Math.ceil(height / wantedParts));
}

/**
 * Partial sums of x² and of (2⁶⁰ x)², for the squares of vanishing gradients leave the range of float32 long before
 * the gradients do. Input: `x`. Output: `norm`, one column: (Σ x², Σ (2⁶⁰ x)², –, –).
 */
export function squaredNorm(input: TensorLayout): Draw[] {
  const { width, height, layers } = textureOf(input);
  const parts = normParts(input);
  const rows = Math.ceil(height / parts);
  const main = `  vec4 sum = vec4(0.0); vec4 scaled = vec4(0.0);
  int end = min((p.y + 1) * ${rows}, ${height});
  for (int y = p.y * ${rows}; y < end; y++)
    for (int layer = 0; layer < ${layers}; layer++)
      for (int column = 0; column < ${width}; column++) {
        vec4 v = texelFetch(x, ivec3(column, y, layer), 0);
        sum += v * v;
        v *= exp2(60.0);
        scaled += v * v;
      }
  vec4 result = vec4(dot(sum, vec4(1.0)), dot(scaled, vec4(1.0)), 0.0, 0.0);`;
  return drawOutputs(
    { samplers: ["x"], main },
    [{ output: "norm", layer: 0, value: "result" }],
    { width: 1, height: parts },
    1,
  );
}

/** ‖x‖₂ from the partial sums (four values each) that `squaredNorm` wrote. */
export function readNorm(texels: ArrayLike<number>): number {
  let sum = 0;
  let scaled = 0;
  for (let at = 0; at < texels.length; at += 4) {
    sum += texels[at] ?? 0;
    scaled += texels[at + 1] ?? 0;
  }
  return Number.isFinite(scaled) ? Math.sqrt(scaled) / normScale : Math.sqrt(sum);
}
