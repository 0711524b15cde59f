import { fragmentShader, range, type Draw } from "./draw.ts";
import { fetchPixel, kernelMatrix } from "./glsl.ts";
import { textureOf, type TensorLayout } from "./layout.ts";

/** Square window with symmetric zero padding. A dense layer has side 1, stride 1, padding 0. */
export interface Window {
  readonly side: number;
  readonly stride: number;
  readonly padding: number;
}

export interface ConvForwardOptions {
  readonly input: TensorLayout;
  readonly output: TensorLayout;
  readonly window: Window;
  readonly bias: boolean;
  readonly drawBuffers: number;
}

/**
 * Convolution. A fragment computes `packing` neighbouring pixels of several channel groups, so that each fetched
 * weight serves several pixels and each fetched pixel several groups.
 * Inputs: `x`, `kernel`, `bias` where there is one. Output: `output`.
 */
export function convForward(options: ConvForwardOptions): Draw[] {
  const { output, drawBuffers, bias } = options;
  const { width, height } = textureOf(output);
  const perDraw = Math.max(1, Math.floor(drawBuffers / output.packing));
  const draws: Draw[] = [];
  for (let first = 0; first < output.groups; first += perDraw) {
    const groups = Math.min(perDraw, output.groups - first);
    draws.push({
      source: convShader(options, groups),
      samplers: bias ? ["x", "kernel", "bias"] : ["x", "kernel"],
      targets: range(output.packing * groups).map((at) => ({
        output: "output",
        layer: Math.floor(at / groups) * output.groups + first + (at % groups),
      })),
      width,
      height,
      firstLayer: first,
    });
  }
  return draws;
}

function convShader({ input, output, window, bias }: ConvForwardOptions, groups: number): string {
  const { side, stride, padding } = window;
  const pixels = range(output.packing);
  const sums = pixels.flatMap((pixel) =>
    range(groups).map((group) => {
      const start = bias ? `texelFetch(bias, ivec3(firstLayer + ${group}, 0, 0), 0)` : "vec4(0.0)";
      return `  vec4 sum${pixel}_${group} = ${start};`;
    }),
  );
  const fetches = range((output.packing - 1) * stride + side).map((at) => {
    const place = { step: output.packing * stride, offset: at - padding, columns: output.width / output.packing };
    return `    vec4 x${at} = ${fetchPixel("x", input, place, "y", "c")};`;
  });
  const products = range(side).flatMap((tap) =>
    range(groups).map((group) => {
      const matrix = kernelMatrix(`(firstLayer + ${group}) * 4`, `row + ${tap * input.groups}`);
      const adds = pixels.map((pixel) => `sum${pixel}_${group} += w * x${pixel * stride + tap};`);
      return `    { mat4 w = ${matrix}; ${adds.join(" ")} }`;
    }),
  );
  const stores = range(output.packing * groups).map(
    (at) => `  out${at} = sum${Math.floor(at / groups)}_${at % groups};`,
  );
  return fragmentShader({
    samplers: bias ? ["x", "kernel", "bias"] : ["x", "kernel"],
    outputs: output.packing * groups,
    main: `  int n = p.y / ${output.height};
  int top = (p.y - n * ${output.height}) * ${stride} - ${padding};
${sums.join("\n")}
  for (int tap = max(0, -top); tap < min(${side}, ${input.height} - top); tap++) {
    int y = n * ${input.height} + top + tap;
    for (int c = 0; c < ${input.groups}; c++) {
    int row = tap * ${side * input.groups} + c;
${fetches.join("\n")}
${products.join("\n")}
    }
  }
${stores.join("\n")}`,
  });
}
