import {
  advance,
  defineFunction,
  f32x4,
  range,
  repeatConstant,
  type Code,
  type FunctionSource,
  type Variable,
} from "./assembler.ts";
import type { Tiling } from "./tiling.ts";

/** Input values whose weights' sums are kept in registers: with two vectors each, half of the sixteen there are. */
const mostValues = 4;
/** Pixels between two looks at the loop's counter. */
const unrolled = 4;

/** Adds one group of one image's part to ∂L/∂kernel: Σ x · dy over the pixels of the image, already padded. */
export function writeKernelGradient(tiling: Tiling): FunctionSource {
  const { vectors, blocks, tapRows, tapColumns, depth, inputRow, inputColumn, kernelRow } = tiling;
  return defineFunction(["x", "dy", "kernel"], ({ x, dy, kernel }, declare) => {
    const [row, column, tiles, block] = [declare("i32"), declare("i32"), declare("i32"), declare("i32")];
    const part = { x: declare("i32"), dy: declare("i32"), kernel: declare("i32") };
    const sum = writeSum(tiling, declare);
    const tile = (values: number): Code => [
      part.dy.set(dy.get),
      part.kernel.set(kernel.get),
      repeatConstant(block, blocks, [
        part.x.set(x.get),
        sum(part, values),
        advance(part.dy, vectors * 16),
        advance(part.kernel, vectors * 16),
      ]),
      advance(x, values * 4),
      advance(kernel, values * kernelRow),
    ];
    const rest = depth % mostValues;
    const along = [
      repeatConstant(tiles, Math.floor(depth / mostValues), tile(mostValues)),
      rest === 0 ? [] : tile(rest),
      advance(x, inputColumn - depth * 4),
    ];
    return repeatConstant(row, tapRows, [
      repeatConstant(column, tapColumns, along),
      advance(x, inputRow - tapColumns * inputColumn),
    ]);
  });
}

/** Adds up over all pixels, for a few input values and one part of the output channels. */
function writeSum(
  tiling: Tiling,
  declare: (type: "v128" | "i32") => Variable,
): (at: { x: Variable; dy: Variable; kernel: Variable }, values: number) => Code {
  const { vectors, rows, columns, pixelStep, rowStep, kernelRow, outputPixel } = tiling;
  const sums = range(mostValues).map(() => range(vectors).map(() => declare("v128")));
  const gradients = range(vectors).map(() => declare("v128"));
  const [value, zero] = [declare("v128"), declare("v128")];
  const [row, steps, read] = [declare("i32"), declare("i32"), declare("i32")];
  return ({ x, dy, kernel }, values) => {
    const used = sums.slice(0, values);
    const multiply = (count: number): Code => [
      range(count).map((step) => [
        gradients.map((each, v) => each.set(f32x4.load(read.get, step * outputPixel + v * 16))),
        used.map((ofValue, t) => [
          value.set(f32x4.loadSplat(x.get, step * pixelStep + t * 4)),
          ofValue.map((each, v) =>
            each.set(f32x4.add(each.get, f32x4.multiply(value.get, (gradients[v] as Variable).get))),
          ),
        ]),
      ]),
      advance(x, count * pixelStep),
      advance(read, count * outputPixel),
    ];
    return [
      used.flat().map((each) => each.set(zero.get)),
      read.set(dy.get),
      repeatConstant(row, rows, [
        repeatConstant(steps, Math.floor(columns / unrolled), multiply(unrolled)),
        multiply(columns % unrolled),
        advance(x, rowStep - columns * pixelStep),
      ]),
      used.map((ofValue, t) =>
        ofValue.map((each, v) => {
          const place = t * kernelRow + v * 16;
          return f32x4.store(kernel.get, f32x4.add(f32x4.load(kernel.get, place), each.get), place);
        }),
      ),
    ];
  };
}
