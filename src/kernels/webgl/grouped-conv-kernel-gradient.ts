import type { KernelGradientOptions, KernelGradientSplit } from "./conv-kernel-gradient.ts";
import { drawOutputs, range, type Draw } from "./draw.ts";
import { pixelAddress } from "./glsl.ts";
import { patternOf, spreadFunction, spreadLanes, widthsOf } from "./grouped-channels.ts";

export interface GroupedKernelGradientOptions extends KernelGradientOptions {
  readonly groups: number;
}

/** Fragments to aim at, enough to fill a graphics card, and pixels that a partial sum should at least cover. */
const wantedFragments = 4096;
const leastPixels = 16;

/**
 * Chooses the split of the reduction.
 * @param textureSize longest side of a texture on the device
 */
export function splitGroupedKernelGradient(
  { input, output, window, groups }: GroupedKernelGradientOptions,
  textureSize: number,
): KernelGradientSplit {
  const rowsIn = Math.ceil(widthsOf(input, output, groups).from / 4);
  const rows = output.batch * output.height;
  const width = window.side ** 2 * output.groups;
  const wanted = Math.max(4, Math.round(wantedFragments / (width * rowsIn)));
  const most = Math.ceil((rows * output.width) / leastPixels);
  const room = Math.max(1, Math.floor(textureSize / rowsIn));
  const perSplit = Math.ceil(rows / Math.min(wanted, most, room, rows));
  const splits = Math.ceil(rows / perSplit);
  return { groupsTogether: 1, splits, rows: perSplit, partial: { width, height: splits * rowsIn, layers: 4 } };
}

/**
 * Partial sums of ∂L/∂kernel of a grouped convolution: the fragment (tap · texels + g, split · rows + q) adds, for the four
 * output channels of texel g, the products with the input channels 4·q … 4·q + 3 of their groups.
 * Inputs: `x`, `outputGradient`. Output: `partial`.
 */
export function groupedConvKernelGradient(options: GroupedKernelGradientOptions, split: KernelGradientSplit): Draw[] {
  const { input, output, window, groups, drawBuffers } = options;
  const { side, stride, padding } = window;
  const widths = widthsOf(input, output, groups);
  const rowsIn = Math.ceil(widths.from / 4);
  const main = `  int tap = p.x / ${output.groups};
  int g = p.x - tap * ${output.groups};
  int tapY = tap / ${side};
  int tapX = tap - tapY * ${side};
  int part = p.y / ${rowsIn};
  int q = p.y - part * ${rowsIn};
${range(4)
  .map((lane) => `  vec4 sum${lane} = vec4(0.0);`)
  .join("\n")}
  int yEnd = min((part + 1) * ${split.rows}, ${output.batch * output.height});
  for (int y = part * ${split.rows}; y < yEnd; y++) {
    int n = y / ${output.height};
    int down = (y - n * ${output.height}) * ${stride} + tapY - ${padding};
    if (down < 0 || down >= ${input.height}) continue;
    int row = n * ${input.height} + down;
    for (int right = 0; right < ${output.width}; right++) {
      int w = right * ${stride} + tapX - ${padding};
      if (w < 0 || w >= ${input.width}) continue;
      vec4 d = texelFetch(outputGradient, ${pixelAddress(output, "right", "y", "g")}, 0);
${products(options)}
    }
  }`;
  const values = range(4).map((lane) => ({ output: "partial", layer: lane, value: `sum${lane}` }));
  const isScattered = patternOf(widths) === "scattered";
  const declarations = isScattered ? spreadFunction("x", input, output, widths) : "";
  return drawOutputs({ samplers: ["x", "outputGradient"], declarations, main }, values, split.partial, drawBuffers);
}

/** Statements that add one pixel to the sums: sum0 for the input channel 4·q of each group, and so on. */
function products({ input, output, groups }: GroupedKernelGradientOptions): string {
  const { from, to } = widthsOf(input, output, groups);
  const fetch = (group: string): string => `vec4 v = texelFetch(x, ${pixelAddress(input, "w", "row", group)}, 0);`;
  switch (patternOf({ from, to })) {
    case "aligned": {
      const adds = range(4).map((lane) => `sum${lane} += v.${"xyzw"[lane]} * d;`);
      return `      ${fetch(`(g * 4 / ${to} * ${from / 4} + q)`)} ${adds.join(" ")}`;
    }
    case "within": {
      const adds = range(from).map((at) => `sum${at} += v.${spreadLanes(from, at)} * d;`);
      return `      ${fetch("g")} ${adds.join(" ")}`;
    }
    case "scattered": {
      const adds = range(Math.min(4, from)).map(
        (at) => `if (q * 4 + ${at} < ${from}) sum${at} += spread(w, row, g, q * 4 + ${at}) * d;`,
      );
      return `      ${adds.join(" ")}`;
    }
  }
}
