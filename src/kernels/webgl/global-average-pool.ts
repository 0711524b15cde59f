import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import type { Draw } from "./draw.ts";
import { float, visitPixels } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";

/** Mean over all pixels. `output` is a vector. Input: `x`. Output: `output`. */
export function globalAveragePool(input: TensorLayout, output: TensorLayout, drawBuffers: number): Draw[] {
  const add = (at: string): string => `sum += texelFetch(x, ${at}, 0);`;
  return drawLayers(output, drawBuffers, {
    samplers: ["x"],
    functions: `vec4 pooled(ivec2 p, int layer) {
  vec4 sum = vec4(0.0);
  int y0 = p.y * ${input.height}; int y1 = y0 + ${input.height};
  ${visitPixels(input, "layer", add)}
  return sum / ${float(input.height * input.width)};
}`,
    value: ({ layer }) => `pooled(p, ${layer})`,
  });
}

/**
 * The pooled gradient, spread evenly over the pixels, plus addends.
 * Inputs: `outputGradient`, those of the addends. Output: `output`, the gradient of the pooled tensor.
 */
export function globalAveragePoolGradient(
  input: TensorLayout,
  addends: readonly Addend[],
  drawBuffers: number,
): Draw[] {
  const share = float(1 / (input.height * input.width));
  return drawLayers(input, drawBuffers, {
    samplers: ["outputGradient", ...addendSamplers(addends)],
    functions: addendFunctions(addends, input),
    constants: (group, slot) =>
      `vec4 spread${slot} = texelFetch(outputGradient, ivec3(0, p.y / ${input.height}, ${group}), 0) * ${share};`,
    value: ({ layer, slot }) => `spread${slot}${plusAddends(addends, layer)}`,
  });
}
