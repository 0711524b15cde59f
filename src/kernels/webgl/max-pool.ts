import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import type { Window } from "./conv-forward.ts";
import type { Draw } from "./draw.ts";
import { groupAt, pixelAddress, pixelAt } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";

export interface MaxPoolOptions {
  readonly input: TensorLayout;
  readonly output: TensorLayout;
  readonly window: Window;
  readonly drawBuffers: number;
}

/** Largest value of each window; the border never wins. Input: `x`. Output: `output`. */
export function maxPool({ input, output, window, drawBuffers }: MaxPoolOptions): Draw[] {
  return drawLayers(output, drawBuffers, {
    samplers: ["x"],
    functions: `vec4 largest(ivec2 p, int layer) {
  int group = ${groupAt(output, "p.x", "layer")};
  int n = p.y / ${output.height};
  int top = (p.y - n * ${output.height}) * ${window.stride} - ${window.padding};
  int left = ${pixelAt(output, "p.x", "layer")} * ${window.stride} - ${window.padding};
  vec4 v = vec4(-3.402823e38);
  for (int h = max(0, top); h < min(${input.height}, top + ${window.side}); h++) {
    int y = n * ${input.height} + h;
    for (int w = max(0, left); w < min(${input.width}, left + ${window.side}); w++) {
      v = max(v, texelFetch(x, ${pixelAddress(input, "w", "y", "group")}, 0));
    }
  }
  return v;
}`,
    value: ({ layer }) => `largest(p, ${layer})`,
  });
}

/**
 * The gradient of each window, at its largest value; at the first one, row by row, where several are equal (as PyTorch does);
 * plus addends. Inputs: `outputGradient`, `x`, `y` (the pooled values), those of the addends. Output: `output`.
 */
export function maxPoolGradient(options: MaxPoolOptions & { readonly addends: readonly Addend[] }): Draw[] {
  const { input, output, window, addends, drawBuffers } = options;
  const { side, stride, padding } = window;
  const at = (texture: string, layout: TensorLayout, w: string, row: string): string =>
    `texelFetch(${texture}, ${pixelAddress(layout, w, row, "group")}, 0)`;
  // `wins` is 1 where the pixel (h, w) is the first of its window to have the window's largest value
  return drawLayers(input, drawBuffers, {
    samplers: ["outputGradient", "x", "y", ...addendSamplers(addends)],
    functions: `${addendFunctions(addends, input)}
vec4 wins(vec4 largest, int n, int group, int h, int w, int top, int left) {
  int y = n * ${input.height} + h;
  vec4 first = vec4(equal(${at("x", input, "w", "y")}, largest));
  for (int i = max(0, top); i <= h; i++) {
    int row = n * ${input.height} + i;
    for (int j = max(0, left); j < (i == h ? w : min(${input.width}, left + ${side})); j++) {
      first *= vec4(notEqual(${at("x", input, "j", "row")}, largest));
    }
  }
  return first;
}
vec4 pooled(ivec2 p, int layer) {
  int group = ${groupAt(input, "p.x", "layer")};
  int n = p.y / ${input.height};
  int h = p.y - n * ${input.height};
  int w = ${pixelAt(input, "p.x", "layer")};
  vec4 v = vec4(0.0);
  for (int i = max(0, (h + ${padding - side + stride}) / ${stride}); i <= (h + ${padding}) / ${stride}; i++) {
    if (i >= ${output.height}) break;
    int row = n * ${output.height} + i;
    for (int j = max(0, (w + ${padding - side + stride}) / ${stride}); j <= (w + ${padding}) / ${stride}; j++) {
      if (j >= ${output.width}) break;
      vec4 first = wins(${at("y", output, "j", "row")}, n, group, h, w, i * ${stride} - ${padding}, j * ${stride} - ${padding});
      v += first * ${at("outputGradient", output, "j", "row")};
    }
  }
  return v;
}`,
    value: ({ layer }) => `pooled(p, ${layer})${plusAddends(addends, layer)}`,
  });
}
