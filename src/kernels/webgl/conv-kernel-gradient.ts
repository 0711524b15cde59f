import type { Window } from "./conv-forward.ts";
import { drawOutputs, range, type Draw } from "./draw.ts";
import { placeGroup, type GroupPlace } from "./glsl.ts";
import { columnsOf, type TensorLayout, type TextureSize } from "./layout.ts";

/** How the sum over all output pixels is split: `splits` partial sums of at most `rows` texture rows each. */
export interface KernelGradientSplit {
  /** Channel groups of the output that one fragment takes together. */
  readonly groupsTogether: number;
  readonly splits: number;
  readonly rows: number;
  readonly partial: TextureSize;
}

export interface KernelGradientOptions {
  readonly input: TensorLayout;
  readonly output: TensorLayout;
  readonly window: Window;
  readonly drawBuffers: number;
}

/** Fragments to aim at, enough to fill a graphics card, and pixels that a partial sum should at least cover. */
const wantedFragments = 4096;
const leastPixels = 16;

/**
 * Chooses the split of the reduction.
 * @param textureSize longest side of a texture on the device
 */
export function splitKernelGradient(options: KernelGradientOptions, textureSize: number): KernelGradientSplit {
  const { input, output, window, drawBuffers } = options;
  const groupsTogether = drawBuffers >= 8 && output.groups % 2 === 0 ? 2 : 1;
  const rows = output.batch * output.height;
  const width = window.side ** 2 * (output.groups / groupsTogether);
  const wanted = Math.max(4, Math.round(wantedFragments / (width * input.groups)));
  const most = Math.ceil((rows * output.width) / leastPixels);
  const room = Math.max(1, Math.floor(textureSize / input.groups));
  const splits = Math.min(wanted, most, room, rows);
  const perSplit = Math.ceil(rows / splits);
  const used = Math.ceil(rows / perSplit);
  const partial = { width, height: used * input.groups, layers: 4 * groupsTogether };
  return { groupsTogether, splits: used, rows: perSplit, partial };
}

/**
 * Partial sums of ∂L/∂kernel: the fragment (tap · pairs + g, split · groups + q) adds the outer products of four input
 * and four (or eight) output channels over its share of the output pixels.
 * Inputs: `x`, `outputGradient`. Output: `partial`.
 */
export function convKernelGradient(options: KernelGradientOptions, split: KernelGradientSplit): Draw[] {
  const { input, output, window, drawBuffers } = options;
  const { side, stride, padding } = window;
  const { groupsTogether: together } = split;
  const pairs = output.groups / together;
  const columns = columnsOf(output);
  const from = placeGroup(input, "q", "q");
  const into = range(together).map((at) => placeGroup(output, `g${at}`, `g${at}`));
  const sums = range(together).flatMap((at) => range(4).map((lane) => `sum${at}_${lane}`));
  const pixels = range(output.packing).map((pixel) => pixelProducts(options, { pixel, from, into }));
  // A whole texel of pixels in each round: what a loop carries along is expensive, in registers or memory
  const main = `  int tap = p.x / ${pairs};
  int tapY = tap / ${side};
  int left = tap - tapY * ${side} - ${padding};
  int part = p.y / ${input.groups};
  int q = p.y - part * ${input.groups};
  ${from.statements}
  ${into.map(({ statements }, at) => `int g${at} = (p.x - tap * ${pairs}) * ${together} + ${at}; ${statements}`).join("\n  ")}
${sums.map((name) => `  vec4 ${name} = vec4(0.0);`).join("\n")}
  int end = min((part + 1) * ${split.rows}, ${output.batch * output.height}) * ${columns};
  for (int round = part * ${split.rows * columns}; round < end; round++) {
    int y = round / ${columns};
    int column = round - y * ${columns};
    int n = y / ${output.height};
    int down = (y - n * ${output.height}) * ${stride} + tapY - ${padding};
    int inside = clamp(down, 0, ${input.height - 1});
    float inRow = inside == down ? 1.0 : 0.0;
    int row = n * ${input.height} + inside;
    int firstX = column * ${output.packing * stride} + left;
${pixels.join("\n")}
  }`;
  const values = sums.map((name, layer) => ({ output: "partial", layer, value: name }));
  return drawOutputs({ samplers: ["x", "outputGradient"], main }, values, split.partial, drawBuffers);
}

/** Statements that add the products at output pixel number `pixel` of a texel. */
function pixelProducts(
  { input, output, window }: KernelGradientOptions,
  { pixel, from, into }: { readonly pixel: number; readonly from: GroupPlace; readonly into: readonly GroupPlace[] },
): string {
  const { side, stride, padding } = window;
  const first = pixel * stride - padding;
  const last = (output.width - output.packing + pixel) * stride + side - 1 - padding;
  const isInside = first >= 0 && last < input.width;
  const w = `firstX + ${pixel * stride}`;
  const clamped = isInside ? w : `clamp(${w}, 0, ${input.width - 1})`;
  const mask = isInside ? "inRow" : `(w == ${w} ? inRow : 0.0)`;
  const shift = Math.log2(input.packing);
  const x = `texelFetch(x, ivec3(${from.left}(w >> ${shift}), row, ${from.layer}(w & ${input.packing - 1}) * ${input.together}), 0)`;
  const fetches = into.map(
    ({ left, layer }, at) =>
      `vec4 d${at} = texelFetch(outputGradient, ivec3(${left}column, y, ${layer}${pixel * output.together}), 0);`,
  );
  const adds = into.flatMap((_, at) => range(4).map((lane) => `sum${at}_${lane} += v.${"xyzw"[lane]} * d${at};`));
  return `    { int w = ${clamped}; vec4 v = ${mask} * ${x}; ${fetches.join(" ")} ${adds.join(" ")} }`;
}
