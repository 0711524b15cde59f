import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import type { Window } from "./conv-forward.ts";
import { fragmentShader, range, type Draw } from "./draw.ts";
import { fetchPixel, keepChannels, kernelMatrix, pixelAddress } from "./glsl.ts";
import { textureOf, type TensorLayout } from "./layout.ts";

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
  const { width, height } = textureOf(input);
  const perDraw = Math.max(1, Math.floor(drawBuffers / input.packing));
  const draws: Draw[] = [];
  for (let first = 0; first < input.groups; first += perDraw) {
    const groups = Math.min(perDraw, input.groups - first);
    draws.push({
      source: gradientShader(options, groups),
      samplers: ["outputGradient", "kernel", ...addendSamplers(addends)],
      targets: range(input.packing * groups).map((at) => ({
        output: "output",
        layer: Math.floor(at / groups) * input.groups + first + (at % groups),
      })),
      width,
      height,
      firstLayer: first,
    });
  }
  return draws;
}

function gradientShader(options: ConvInputGradientOptions, groups: number): string {
  const { input, output, window, addends } = options;
  const { side, stride, padding } = window;
  const places = range(input.packing * groups).map((at) => ({ pixel: Math.floor(at / groups), group: at % groups }));
  const sums = places.map(({ pixel, group }) => `  vec4 sum${pixel}_${group} = vec4(0.0);`);
  const stores = places.map(({ pixel, group }, at) => {
    const layer = `(firstLayer + ${pixel * input.groups + group})`;
    const value = `sum${pixel}_${group}${plusAddends(addends, layer)}`;
    if (addends.length === 0 || input.channels % 4 === 0) return `  out${at} = ${value};`;
    return `  { vec4 v = ${value}; out${at} = ${keepChannels(input.channels, "v", `firstLayer + ${group}`)}; }`;
  });
  return fragmentShader({
    samplers: ["outputGradient", "kernel", ...addendSamplers(addends)],
    outputs: places.length,
    declarations: addendFunctions(addends, input),
    main: `  int n = p.y / ${input.height};
  int h = p.y - n * ${input.height};
${sums.join("\n")}
  for (int tap = 0; tap < ${side}; tap++) {
    int down = h + ${padding} - tap;
    if (down < 0${stride > 1 ? ` || down % ${stride} != 0` : ""}) continue;
    down /= ${stride};
    if (down >= ${output.height}) continue;
    int y = n * ${output.height} + down;
    for (int c = 0; c < ${output.groups}; c++) {
    int row = tap * ${side * input.groups} + firstLayer;
${(input.packing % stride === 0 ? alignedProducts : searchedProducts)(options, groups)}
    }
  }
${stores.join("\n")}`,
  });
}

/** Where the packing is a multiple of the stride, which outputs a pixel reached is known when the program is made. */
function alignedProducts({ input, output, window }: ConvInputGradientOptions, groups: number): string {
  const { side, stride, padding } = window;
  const reach = (pixel: number, tap: number): number => (pixel + padding - tap) / stride;
  const offsets = new Set<number>();
  const products: string[] = [];
  for (const tap of range(side)) {
    const pixels = range(input.packing).filter((pixel) => Number.isInteger(reach(pixel, tap)));
    if (pixels.length === 0) continue;
    for (const pixel of pixels) offsets.add(reach(pixel, tap));
    for (const group of range(groups)) {
      const adds = pixels.map((pixel) => `sum${pixel}_${group} += ${nameOf(reach(pixel, tap))} * w;`);
      products.push(
        `    { mat4 w = ${kernelMatrix("c * 4", `row + ${tap * input.groups + group}`)}; ${adds.join(" ")} }`,
      );
    }
  }
  const fetches = [...offsets].map((offset) => {
    const place = { step: input.packing / stride, offset, columns: input.width / input.packing };
    return `    vec4 ${nameOf(offset)} = ${fetchPixel("outputGradient", output, place, "y", "c")};`;
  });
  return [...fetches, ...products].join("\n");
}

function nameOf(offset: number): string {
  return offset < 0 ? `d_${-offset}` : `d${offset}`;
}

function searchedProducts({ input, output, window }: ConvInputGradientOptions, groups: number): string {
  const { side, stride, padding } = window;
  const products: string[] = [];
  for (const pixel of range(input.packing)) {
    for (const tap of range(side)) {
      const adds = range(groups).map(
        (group) => `sum${pixel}_${group} += d * ${kernelMatrix("c * 4", `row + ${tap * input.groups + group}`)};`,
      );
      products.push(`    { int w = p.x * ${input.packing} + ${pixel + padding - tap};
      if (w >= 0 && w % ${stride} == 0 && w / ${stride} < ${output.width}) {
        w /= ${stride};
        vec4 d = texelFetch(outputGradient, ${pixelAddress(output, "w", "y", "c")}, 0);
        ${adds.join(" ")}
      } }`);
    }
  }
  return products.join("\n");
}
