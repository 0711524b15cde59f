import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import type { Window } from "./conv-forward.ts";
import { fragmentShader, range, type Draw } from "./draw.ts";
import {
  hoistPixel,
  keepChannels,
  kernelMatrix,
  locateTexel,
  pixelAddress,
  placeGroup,
  type GroupPlace,
} from "./glsl.ts";
import { drawGroups } from "./layers.ts";
import { columnsOf, type TensorLayout } from "./layout.ts";

export interface ConvInputGradientOptions {
  /** Layout of the convolution's input, whose gradient is computed. */
  readonly input: TensorLayout;
  /** Layout of the convolution's output. */
  readonly output: TensorLayout;
  readonly window: Window;
  /** Gradients from other consumers of the input, added here instead of in a pass of their own. */
  readonly addends: readonly Addend[];
  readonly drawBuffers: number;
}

/**
 * ∂L/∂x of a convolution (plus addends): each input pixel gathers the outputs that it reached.
 * Inputs: `outputGradient`, `kernel`, those of the addends. Output: `output`, the gradient.
 */
export function convInputGradient(options: ConvInputGradientOptions): Draw[] {
  const { input, addends, drawBuffers } = options;
  const samplers = ["outputGradient", "kernel", ...addendSamplers(addends)];
  return drawGroups(input, drawBuffers, samplers, (groups) => gradientShader(options, samplers, groups));
}

function gradientShader(options: ConvInputGradientOptions, samplers: readonly string[], groups: number): string {
  const { input, output, window, addends } = options;
  const { side, stride, padding } = window;
  const { packing, together } = input;
  const place = placeGroup(output, "c", "c");
  const { before, products } = (packing % stride === 0 ? alignedProducts : searchedProducts)(options, groups, place);
  const stores = range(packing * groups).map((at) => {
    const group = at % groups;
    const layer = `(firstLayer + ${Math.floor(at / groups) * together + group})`;
    const value = `sum${at}${plusAddends(addends, layer)}`;
    if (addends.length === 0 || input.channels % 4 === 0) return `  out${at} = ${value};`;
    return `  { vec4 v = ${value}; out${at} = ${keepChannels(input.channels, "v", `first + ${group}`)}; }`;
  });
  // Only every stride-th tap of the window meets an output: those from firstTap on, in the rows from nearest up
  return fragmentShader({
    samplers,
    outputs: packing * groups,
    declarations: addendFunctions(addends, input),
    main: `  ${locateTexel(input)}
  int n = p.y / ${input.height};
  int reach = p.y - n * ${input.height} + ${padding};
  int nearest = reach / ${stride};
  int firstTap = reach - nearest * ${stride};
  ${before}
${range(packing * groups)
  .map((at) => `  vec4 sum${at} = vec4(0.0);`)
  .join("\n")}
  int end = min(nearest + 1, (${side + stride - 1} - firstTap) / ${stride}) * ${output.groups};
  for (int round = max(0, nearest - ${output.height - 1}) * ${output.groups}; round < end; round++) {
    int up = round / ${output.groups};
    int c = round - up * ${output.groups};
    int y = n * ${output.height} + nearest - up;
    int row = (firstTap + up * ${stride}) * ${side * input.groups} + first;
    int weight = c * 4;
    ${place.statements}
${products}
  }
${stores.join("\n")}`,
  });
}

/** Statements before the loop over rows and channel groups of the output's gradient, and in it. */
interface Products {
  readonly before: string;
  readonly products: string;
}

/** Where the packing is a multiple of the stride, which outputs a pixel reached is known when the program is made. */
function alignedProducts(options: ConvInputGradientOptions, groups: number, place: GroupPlace): Products {
  const { input, output, window } = options;
  const { side, stride, padding } = window;
  const { packing } = input;
  const offsets = new Set<number>();
  const products: string[] = [];
  for (const tap of range(side)) {
    const reached = range(packing).map((pixel) => ({ pixel, offset: (pixel + padding - tap) / stride }));
    const pixels = reached.filter(({ offset }) => Number.isInteger(offset));
    if (pixels.length === 0) continue;
    for (const { offset } of pixels) offsets.add(offset);
    for (const group of range(groups)) {
      const adds = pixels.map(({ pixel, offset }) => `sum${pixel * groups + group} += ${nameOf(offset)} * w;`);
      products.push(
        `    { mat4 w = ${kernelMatrix("weight", `row + ${tap * input.groups + group}`)}; ${adds.join(" ")} }`,
      );
    }
  }
  const hoisted = [...offsets].map((offset) => {
    const at = { step: packing / stride, offset, columns: columnsOf(input) };
    return { name: nameOf(offset), ...hoistPixel(output, nameOf(offset), at) };
  });
  const fetches = hoisted.map(({ name, fetch }) => `    vec4 ${name} = ${fetch("outputGradient", "y", place)};`);
  return {
    before: hoisted.map(({ before }) => before).join("\n  "),
    products: [...fetches, ...products].join("\n"),
  };
}

function nameOf(offset: number): string {
  return offset < 0 ? `d_${-offset}` : `d${offset}`;
}

function searchedProducts({ input, output, window }: ConvInputGradientOptions, groups: number): Products {
  const { side, stride, padding } = window;
  const products: string[] = [];
  for (const pixel of range(input.packing)) {
    for (const tap of range(side)) {
      const adds = range(groups).map(
        (group) =>
          `sum${pixel * groups + group} += d * ${kernelMatrix("weight", `row + ${tap * input.groups + group}`)};`,
      );
      products.push(`    { int w = column * ${input.packing} + ${pixel + padding - tap};
      if (w >= 0 && w % ${stride} == 0 && w / ${stride} < ${output.width}) {
        w /= ${stride};
        vec4 d = texelFetch(outputGradient, ${pixelAddress(output, "w", "y", "c")}, 0);
        ${adds.join(" ")}
      } }`);
    }
  }
  return { before: "", products: products.join("\n") };
}
