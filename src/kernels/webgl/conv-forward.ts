import { fragmentShader, range, type Draw } from "./draw.ts";
import { hoistPixel, kernelMatrix, locateTexel, placeGroup } from "./glsl.ts";
import { drawGroups } from "./layers.ts";
import { columnsOf, type TensorLayout } from "./layout.ts";

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
 * Convolution. A fragment computes `packing` neighbouring pixels of a few channel groups, so that each fetched weight serves
 * several pixels. Inputs: `x`, `kernel`, `bias` where there is one. Output: `output`.
 */
export function convForward(options: ConvForwardOptions): Draw[] {
  const { output, drawBuffers, bias } = options;
  const samplers = bias ? ["x", "kernel", "bias"] : ["x", "kernel"];
  return drawGroups(output, drawBuffers, samplers, (groups) => convShader(options, samplers, groups));
}

function convShader(options: ConvForwardOptions, samplers: readonly string[], groups: number): string {
  const { input, output, window, bias } = options;
  const { side, stride, padding } = window;
  const { packing } = output;
  const place = placeGroup(input, "c", "c");
  const reached = range((packing - 1) * stride + side).map((at) =>
    hoistPixel(input, `x${at}`, { step: packing * stride, offset: at - padding, columns: columnsOf(output) }),
  );
  const sums = range(packing * groups).map((at) => {
    const start = bias ? `texelFetch(bias, ivec3(first + ${at % groups}, 0, 0), 0)` : "vec4(0.0)";
    return `  vec4 sum${at} = ${start};`;
  });
  const fetches = reached.map((pixel, at) => `    vec4 x${at} = ${pixel.fetch("x", "y", place)};`);
  const products = range(side).flatMap((tap) =>
    range(groups).map((group) => {
      const adds = range(packing).map((pixel) => `sum${pixel * groups + group} += w * x${pixel * stride + tap};`);
      return `    { mat4 w = ${kernelMatrix(`weight + ${4 * group}`, `row + ${tap * input.groups}`)}; ${adds.join(" ")} }`;
    }),
  );
  // One loop instead of two: what it carries along is expensive, in registers or memory
  return fragmentShader({
    samplers,
    outputs: packing * groups,
    main: `  ${locateTexel(output)}
  int weight = first * 4;
  int n = p.y / ${output.height};
  int top = (p.y - n * ${output.height}) * ${stride} - ${padding};
  ${reached.map(({ before }) => before).join("\n  ")}
${sums.join("\n")}
  int end = min(${side}, ${input.height} - top) * ${input.groups};
  for (int round = max(0, -top) * ${input.groups}; round < end; round++) {
    int tap = round / ${input.groups};
    int c = round - tap * ${input.groups};
    int y = n * ${input.height} + top + tap;
    int row = tap * ${side * input.groups} + c;
    ${place.statements}
${fetches.join("\n")}
${products.join("\n")}
  }
${range(packing * groups)
  .map((at) => `  out${at} = sum${at};`)
  .join("\n")}`,
  });
}
