import type { ConvForwardOptions } from "./conv-forward.ts";
import { fragmentShader, range, type Draw } from "./draw.ts";
import { hoistPixel, kernelMatrix, locateTexel, placeGroup, type HoistedPixel } from "./glsl.ts";
import { patternOf, spreadFunction, spreadLanes, widthsOf } from "./grouped-channels.ts";
import { drawGroups } from "./layers.ts";
import { columnsOf } from "./layout.ts";

export interface GroupedConvForwardOptions extends ConvForwardOptions {
  /** Parts into which the channels fall; each sees its own part of the input only. */
  readonly groups: number;
}

/**
 * Grouped convolution (Xie et al. 1611.05431, sec. 3.2). A fragment computes `packing` neighbouring pixels of several texels of
 * channels. Inputs: `x`, `kernel`, `bias` where there is one. Output: `output`.
 */
export function groupedConvForward(options: GroupedConvForwardOptions): Draw[] {
  const { output, drawBuffers, bias } = options;
  const samplers = bias ? ["x", "kernel", "bias"] : ["x", "kernel"];
  return drawGroups(output, drawBuffers, samplers, (slots) => shader(options, samplers, slots));
}

function shader(options: GroupedConvForwardOptions, samplers: readonly string[], slots: number): string {
  const { input, output, window, bias, groups } = options;
  const { side, stride, padding } = window;
  const widths = widthsOf(input, output, groups);
  const hoisted = reachedPixels(options).map(({ before }) => before);
  const places = range(output.packing * slots).map((at) => ({ pixel: Math.floor(at / slots), slot: at % slots }));
  const sums = places.map(({ pixel, slot }) => {
    const start = bias ? `texelFetch(bias, ivec3(first + ${slot}, 0, 0), 0)` : "vec4(0.0)";
    return `  vec4 sum${pixel}_${slot} = ${start};`;
  });
  const stores = places.map(({ pixel, slot }, at) => `  out${at} = sum${pixel}_${slot};`);
  return fragmentShader({
    samplers,
    outputs: places.length,
    declarations: patternOf(widths) === "scattered" ? spreadFunction("x", input, output, widths) : "",
    main: `  ${locateTexel(output)}
  int n = p.y / ${output.height};
  int top = (p.y - n * ${output.height}) * ${stride} - ${padding};
  ${hoisted.join("\n  ")}
${sums.join("\n")}
  for (int tap = max(0, -top); tap < min(${side}, ${input.height} - top); tap++) {
    int y = n * ${input.height} + top + tap;
    int row = tap * ${side * Math.ceil(widths.from / 4)};
${range(slots)
  .map((slot) => `    { int g = first + ${slot};\n${products(options, slot)} }`)
  .join("\n")}
  }
${stores.join("\n")}`,
  });
}

/** Statements that add a row of the window to the sums of one texel `g`; its weights begin in texture row `row`. */
function products(options: GroupedConvForwardOptions, slot: number): string {
  const { input, output, groups } = options;
  const widths = widthsOf(input, output, groups);
  const { from, to } = widths;
  switch (patternOf(widths)) {
    case "aligned": {
      const weight = (tap: number): string => kernelMatrix("g * 4", `row + ${(tap * from) / 4} + c`);
      return `      for (int c = 0; c < ${from / 4}; c++) {
      int q = g * 4 / ${to} * ${from / 4} + c;
${fetches(options, "q")}
${addTaps(options, slot, { type: "mat4", weight, lanes: "" })}
      }`;
    }
    case "within": {
      const adds = range(from).map((at) => {
        const weight = (tap: number): string => `texelFetch(kernel, ivec3(g * 4 + ${at}, row + ${tap}, 0), 0)`;
        return addTaps(options, slot, { type: "vec4", weight, lanes: `.${spreadLanes(from, at)}` });
      });
      return [fetches(options, "g"), ...adds].join("\n");
    }
    case "scattered":
      return `      for (int at = 0; at < ${from}; at++) {
${scatteredTaps(options, slot)}
      }`;
  }
}

/** The pixels that a row of the fragment's window covers. */
function reachedPixels({
  input,
  output,
  window: { side, stride, padding },
}: GroupedConvForwardOptions): HoistedPixel[] {
  return range((output.packing - 1) * stride + side).map((at) => {
    const place = { step: output.packing * stride, offset: at - padding, columns: columnsOf(output) };
    return hoistPixel(input, `x${at}`, place);
  });
}

/** Statements that fetch these pixels as x0, x1, …: zeros beyond the border. */
function fetches(options: GroupedConvForwardOptions, q: string): string {
  const place = placeGroup(options.input, q, "from");
  const each = reachedPixels(options).map(({ fetch }, at) => `      vec4 x${at} = ${fetch("x", "y", place)};`);
  return [`      ${place.statements}`, ...each].join("\n");
}

/** The weights of a tap, and the swizzle of the pixels that they multiply. */
interface TapWeights {
  readonly type: "mat4" | "vec4";
  readonly weight: (tap: number) => string;
  readonly lanes: string;
}

function addTaps(
  { output, window: { side, stride } }: GroupedConvForwardOptions,
  slot: number,
  { type, weight, lanes }: TapWeights,
): string {
  return range(side)
    .map((tap) => {
      const adds = range(output.packing).map((pixel) => `sum${pixel}_${slot} += w * x${pixel * stride + tap}${lanes};`);
      return `      { ${type} w = ${weight(tap)}; ${adds.join(" ")} }`;
    })
    .join("\n");
}

function scatteredTaps(options: GroupedConvForwardOptions, slot: number): string {
  const { input, output, window, groups } = options;
  const rows = Math.ceil(widthsOf(input, output, groups).from / 4);
  return range(window.side)
    .map((tap) => {
      const adds = range(output.packing).map((pixel) => {
        const right = `(column * ${output.packing} + ${pixel}) * ${window.stride} + ${tap - window.padding}`;
        const add = `sum${pixel}_${slot} += w * spread(right, y, g, at);`;
        return `{ int right = ${right}; if (right >= 0 && right < ${input.width}) ${add} }`;
      });
      const weight = `texelFetch(kernel, ivec3(g * 4 + (at & 3), row + ${tap * rows} + (at >> 2), 0), 0)`;
      return `      { vec4 w = ${weight}; ${adds.join(" ")} }`;
    })
    .join("\n");
}
