import type { Window } from "./conv-forward.ts";
import { drawOutputs, range, type Draw } from "./draw.ts";
import { pixelAddress } from "./glsl.ts";
import type { TensorLayout, TextureSize } from "./layout.ts";

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
  const groups = output.groups / together;
  const names = range(together).flatMap((group) => range(4).map((lane) => `sum${group}_${lane}`));
  const fetches = range(together).map((group) => {
    const from = pixelAddress(output, "right", "y", `g * ${together} + ${group}`);
    return `vec4 d${group} = texelFetch(outputGradient, ${from}, 0);`;
  });
  const adds = range(together).flatMap((group) =>
    range(4).map((lane) => `sum${group}_${lane} += v.${"xyzw"[lane]} * d${group};`),
  );
  const main = `  int tap = p.x / ${groups};
  int g = p.x - tap * ${groups};
  int tapY = tap / ${side};
  int tapX = tap - tapY * ${side};
  int part = p.y / ${input.groups};
  int q = p.y - part * ${input.groups};
${names.map((name) => `  vec4 ${name} = vec4(0.0);`).join("\n")}
  int left = max(0, (${padding} - tapX + ${stride - 1}) / ${stride});
  int reach = ${input.width - 1 + padding} - tapX;
  int rightEnd = reach < 0 ? 0 : min(${output.width}, reach / ${stride} + 1);
  int yEnd = min((part + 1) * ${split.rows}, ${output.batch * output.height});
  for (int y = part * ${split.rows}; y < yEnd; y++) {
    int n = y / ${output.height};
    int down = (y - n * ${output.height}) * ${stride} + tapY - ${padding};
    if (down < 0 || down >= ${input.height}) continue;
    int row = n * ${input.height} + down;
    for (int right = left; right < rightEnd; right++) {
      int w = right * ${stride} + tapX - ${padding};
      vec4 v = texelFetch(x, ${pixelAddress(input, "w", "row", "q")}, 0);
      ${fetches.join(" ")}
      ${adds.join(" ")}
    }
  }`;
  const values = names.map((name, layer) => ({ output: "partial", layer, value: name }));
  return drawOutputs({ samplers: ["x", "outputGradient"], main }, values, split.partial, drawBuffers);
}
