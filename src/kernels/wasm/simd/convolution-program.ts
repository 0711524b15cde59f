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

/** Output pixels side by side whose sums are kept in registers: with two vectors each, half of the sixteen there are. */
const mostPixels = 4;
/** Input values between two looks at the loop's counter. */
const unrolled = 8;

/** Convolves one group of one image, already padded: y = Σ x · kernel. */
export function writeConvolution(tiling: Tiling): FunctionSource {
  const { vectors, blocks, rows, columns, pixelStep, rowStep, outputPixel } = tiling;
  const pixels = Math.min(mostPixels, columns);
  return defineFunction(["x", "kernel", "y"], ({ x, kernel, y }, declare) => {
    const [row, column, block] = [declare("i32"), declare("i32"), declare("i32")];
    const part = { x: declare("i32"), kernel: declare("i32"), y: declare("i32") };
    const sum = writeSum(tiling, pixels, declare);
    const tile = [
      part.kernel.set(kernel.get),
      part.y.set(y.get),
      repeatConstant(block, blocks, [
        part.x.set(x.get),
        sum(part),
        advance(part.y, vectors * 16),
        advance(part.kernel, vectors * 16),
      ]),
    ];
    const move = (count: number): Code => [advance(x, count * pixelStep), advance(y, count * outputPixel)];
    // Where tiles do not fill a row, the last overlaps the one before and writes the same values again.
    const rest = columns % pixels;
    return repeatConstant(row, rows, [
      repeatConstant(column, Math.floor(columns / pixels), [tile, move(pixels)]),
      rest === 0 ? [] : [move(rest - pixels), tile, move(pixels)],
      advance(x, rowStep - columns * pixelStep),
    ]);
  });
}

/** Writes the sums of one tile and one part of the output channels. */
function writeSum(
  tiling: Tiling,
  pixels: number,
  declare: (type: "v128" | "i32") => Variable,
): (at: { x: Variable; kernel: Variable; y: Variable }) => Code {
  const { vectors, tapRows, tapColumns, depth, inputRow, inputColumn, pixelStep, kernelRow, outputPixel } = tiling;
  const sums = range(pixels).map(() => range(vectors).map(() => declare("v128")));
  const weights = range(vectors).map(() => declare("v128"));
  const [value, zero] = [declare("v128"), declare("v128")];
  const [weight, row, column, steps] = [declare("i32"), declare("i32"), declare("i32"), declare("i32")];
  return ({ x, kernel, y }) => {
    const multiply = (count: number): Code => [
      range(count).map((step) => [
        weights.map((each, v) => each.set(f32x4.load(weight.get, step * kernelRow + v * 16))),
        sums.map((ofPixel, j) => [
          value.set(f32x4.loadSplat(x.get, j * pixelStep + step * 4)),
          ofPixel.map((each, v) =>
            each.set(f32x4.add(each.get, f32x4.multiply(value.get, (weights[v] as Variable).get))),
          ),
        ]),
      ]),
      advance(x, count * 4),
      advance(weight, count * kernelRow),
    ];
    const along = [
      repeatConstant(steps, Math.floor(depth / unrolled), multiply(unrolled)),
      multiply(depth % unrolled),
      advance(x, inputColumn - depth * 4),
    ];
    return [
      sums.flat().map((each) => each.set(zero.get)),
      weight.set(kernel.get),
      repeatConstant(row, tapRows, [
        repeatConstant(column, tapColumns, along),
        advance(x, inputRow - tapColumns * inputColumn),
      ]),
      sums.map((ofPixel, j) => ofPixel.map((each, v) => f32x4.store(y.get, each.get, j * outputPixel + v * 16))),
    ];
  };
}
