import type { TensorLayout } from "./layout.ts";
import { pixelAddress } from "./glsl.ts";

/** Channels of one group of a grouped convolution, before and behind it. */
export interface GroupWidths {
  readonly from: number;
  readonly to: number;
}

/**
 * How groups lie in texels of four channels. "aligned": each fills whole texels on both sides. "within": groups of one or two
 * channels on both sides, so that a texel depends on one texel. "scattered": anything else, gathered channel by channel.
 */
export type GroupPattern = "aligned" | "within" | "scattered";

export function widthsOf(input: TensorLayout, output: TensorLayout, groups: number): GroupWidths {
  return { from: input.channels / groups, to: output.channels / groups };
}

export function patternOf({ from, to }: GroupWidths): GroupPattern {
  if (from % 4 === 0 && to % 4 === 0) return "aligned";
  return from === to && from <= 2 ? "within" : "scattered";
}

/** Swizzle that gives each lane of a texel the channel number `at` of its group, for the pattern "within". */
export function spreadLanes(width: number, at: number): string {
  if (width === 1) return "xyzw";
  return at === 0 ? "xxzz" : "yyww";
}

/**
 * GLSL function `spread(w, y, group, at)`: gives each lane of the texel `group` of the tensor `here` the channel number `at`
 * of its own group, at pixel `w` of texture row `y` of `texture`. Lanes behind the last channel get zero.
 * @param widths of the groups in `texture` (from) and in `here` (to)
 */
export function spreadFunction(
  texture: string,
  layout: TensorLayout,
  here: TensorLayout,
  { from, to }: GroupWidths,
): string {
  return `vec4 spread(int w, int y, int group, int at) {
  vec4 v = vec4(0.0);
  for (int lane = 0; lane < 4 && group * 4 + lane < ${here.channels}; lane++) {
    int c = (group * 4 + lane) / ${to} * ${from} + at;
    v[lane] = texelFetch(${texture}, ${pixelAddress(layout, "w", "y", "(c >> 2)")}, 0)[c & 3];
  }
  return v;
}`;
}
