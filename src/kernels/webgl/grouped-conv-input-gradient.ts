import { addendFunctions, addendSamplers, plusAddends } from "./addends.ts";
import type { ConvInputGradientOptions } from "./conv-input-gradient.ts";
import { fragmentShader, range, type Draw } from "./draw.ts";
import { keepChannels, kernelMatrix, locateTexel, pixelAddress } from "./glsl.ts";
import { patternOf, spreadFunction, spreadLanes, widthsOf } from "./grouped-channels.ts";
import { drawGroups } from "./layers.ts";

export interface GroupedConvInputGradientOptions extends ConvInputGradientOptions {
  readonly groups: number;
}

/**
 * ∂L/∂x of a grouped convolution (plus addends): each input pixel gathers the outputs of its group that it reached.
 * Inputs: `outputGradient`, `kernel`, those of the addends. Output: `output`, the gradient.
 */
export function groupedConvInputGradient(options: GroupedConvInputGradientOptions): Draw[] {
  const { input, addends, drawBuffers } = options;
  const samplers = ["outputGradient", "kernel", ...addendSamplers(addends)];
  return drawGroups(input, drawBuffers, samplers, (slots) => shader(options, samplers, slots));
}

function shader(options: GroupedConvInputGradientOptions, samplers: readonly string[], slots: number): string {
  const { input, output, window, groups, addends } = options;
  const { side, stride, padding } = window;
  const widths = widthsOf(input, output, groups);
  const places = range(input.packing * slots).map((at) => ({ pixel: Math.floor(at / slots), slot: at % slots }));
  const stores = places.map(({ pixel, slot }, at) => {
    const layer = `(firstLayer + ${pixel * input.together + slot})`;
    const value = `sum${pixel}_${slot}${plusAddends(addends, layer)}`;
    return `  { vec4 v = ${value}; out${at} = ${keepChannels(input.channels, "v", `first + ${slot}`)}; }`;
  });
  const turned = { from: widths.to, to: widths.from };
  const scattered = `${spreadFunction("outputGradient", output, input, turned)}\n${spreadWeights(options)}`;
  return fragmentShader({
    samplers,
    outputs: places.length,
    declarations: `${addendFunctions(addends, input)}\n${patternOf(widths) === "scattered" ? scattered : ""}`,
    main: `  ${locateTexel(input)}
  int n = p.y / ${input.height};
  int h = p.y - n * ${input.height};
${places.map(({ pixel, slot }) => `  vec4 sum${pixel}_${slot} = vec4(0.0);`).join("\n")}
  for (int tap = 0; tap < ${side}; tap++) {
    int down = h + ${padding} - tap;
    if (down < 0${stride > 1 ? ` || down % ${stride} != 0` : ""}) continue;
    down /= ${stride};
    if (down >= ${output.height}) continue;
    int y = n * ${output.height} + down;
    int row = tap * ${side * Math.ceil(widths.from / 4)};
${range(slots)
  .map((slot) => `    { int q = first + ${slot};\n${products(options, slot)} }`)
  .join("\n")}
  }
${stores.join("\n")}`,
  });
}

/** Statements that add what a row of the window brings to the sums of one texel `q`; its weights begin in row `row`. */
function products(options: GroupedConvInputGradientOptions, slot: number): string {
  const { input, output, window, groups } = options;
  const { from, to } = widthsOf(input, output, groups);
  const taps = range(window.side);
  switch (patternOf({ from, to })) {
    case "aligned": {
      const each = taps.map((tap) => {
        const weights = kernelMatrix("c * 4", `row + ${(tap * from) / 4} + q % ${from / 4}`);
        const add = `d * w`;
        return `      { mat4 w = ${weights}; ${addPixels(options, slot, tap, gradientAt(options, "c"), add)} }`;
      });
      const first = `q * 4 / ${from} * ${to / 4}`;
      return `      for (int c = ${first}; c < ${first} + ${to / 4}; c++) {\n${each.join("\n")}\n      }`;
    }
    case "within": {
      const each = taps.map((tap) => {
        const add = range(to)
          .map((at) => `w${at} * d.${spreadLanes(to, at)}`)
          .join(" + ");
        return `      { ${weightsWithin(to, tap)} ${addPixels(options, slot, tap, gradientAt(options, "q"), add)} }`;
      });
      return each.join("\n");
    }
    case "scattered": {
      const each = taps.map((tap) => {
        const weights = `spreadWeights(row + ${tap * Math.ceil(from / 4)}, q, at)`;
        return `      { vec4 w = ${weights}; ${addPixels(options, slot, tap, "spread(right, y, q, at)", "w * d")} }`;
      });
      return `      for (int at = 0; at < ${to}; at++) {\n${each.join("\n")}\n      }`;
    }
  }
}

function gradientAt({ output }: GroupedConvInputGradientOptions, group: string): string {
  return `texelFetch(outputGradient, ${pixelAddress(output, "right", "y", group)}, 0)`;
}

/**
 * For each pixel of the fragment that some output reached through the tap: fetches that output's gradient d and adds a product
 * with it.
 */
function addPixels(
  { input, output, window: { stride, padding } }: GroupedConvInputGradientOptions,
  slot: number,
  tap: number,
  gradient: string,
  product: string,
): string {
  const pixels = range(input.packing).filter(
    (pixel) => input.packing % stride !== 0 || (pixel + padding - tap) % stride === 0,
  );
  const test = stride === 1 ? "" : `right % ${stride} == 0 && `;
  return pixels
    .map(
      (pixel) => `{ int right = column * ${input.packing} + ${pixel + padding - tap};
        if (right >= 0 && ${test}right < ${output.width * stride}) { right /= ${stride}; vec4 d = ${gradient}; sum${pixel}_${slot} += ${product}; } }`,
    )
    .join(" ");
}

/** The weights by which the outputs' channels number 0 and 1 of a group of one or two go back: w0 and w1. */
function weightsWithin(width: number, tap: number): string {
  const fetch = (at: number): string => `texelFetch(kernel, ivec3(q * 4 + ${at}, row + ${tap}, 0), 0)`;
  if (width === 1) return `vec4 w0 = ${fetch(0)};`;
  return `vec4 a = ${fetch(0)}; vec4 b = ${fetch(1)}; vec4 w0 = vec4(a.x, b.x, a.z, b.z); vec4 w1 = vec4(a.y, b.y, a.w, b.w);`;
}

/** GLSL function: the weights from each input channel of texel `q` to the output channel number `at` of its group. */
function spreadWeights({ input, output, groups }: GroupedConvInputGradientOptions): string {
  const { from, to } = widthsOf(input, output, groups);
  return `vec4 spreadWeights(int row, int q, int at) {
  vec4 v = vec4(0.0);
  for (int lane = 0; lane < 4 && q * 4 + lane < ${input.channels}; lane++) {
    int group = (q * 4 + lane) / ${from};
    int inside = q * 4 + lane - group * ${from};
    int o = group * ${to} + at;
    v[lane] = texelFetch(kernel, ivec3((o >> 2) * 4 + (inside & 3), row + (inside >> 2), 0), 0)[o & 3];
  }
  return v;
}`;
}
