import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import type { Draw } from "./draw.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";
import { groupAt, pixelAddress, pixelAt } from "./glsl.ts";

/** [H, W, C] to a vector: feature (h · W + w) · C + c. Input: `x`. Output: `output`. */
export function flatten(input: TensorLayout, output: TensorLayout, drawBuffers: number): Draw[] {
  const { height, width, channels } = input;
  return drawLayers(output, drawBuffers, {
    samplers: ["x"],
    functions: `vec4 flattened(ivec2 p, int layer) {
  vec4 v = vec4(0.0);
  for (int lane = 0; lane < 4; lane++) {
    int feature = layer * 4 + lane;
    if (feature >= ${height * width * channels}) break;
    int pixel = feature / ${channels};
    int c = feature - pixel * ${channels};
    int h = pixel / ${width};
    int w = pixel - h * ${width};
    v[lane] = texelFetch(x, ${pixelAddress(input, "w", `p.y * ${height} + h`, "(c >> 2)")}, 0)[c & 3];
  }
  return v;
}`,
    value: ({ layer }) => `flattened(p, ${layer})`,
  });
}

/**
 * The gradient brought back to [H, W, C], plus addends.
 * Inputs: `outputGradient`, those of the addends. Output: `output`, the gradient of the flattened tensor.
 */
export function flattenGradient(input: TensorLayout, addends: readonly Addend[], drawBuffers: number): Draw[] {
  const { height, width, channels } = input;
  return drawLayers(input, drawBuffers, {
    samplers: ["outputGradient", ...addendSamplers(addends)],
    functions: `${addendFunctions(addends, input)}
vec4 unflattened(ivec2 p, int layer) {
  int n = p.y / ${height};
  int w = ${pixelAt(input, "p.x", "layer")};
  int first = ((p.y - n * ${height}) * ${width} + w) * ${channels};
  vec4 v = vec4(0.0);
  for (int lane = 0; lane < 4; lane++) {
    int c = ${groupAt(input, "p.x", "layer")} * 4 + lane;
    if (c >= ${channels}) break;
    v[lane] = texelFetch(outputGradient, ivec3(0, n, (first + c) >> 2), 0)[(first + c) & 3];
  }
  return v;
}`,
    value: ({ layer }) => `unflattened(p, ${layer})${plusAddends(addends, layer)}`,
  });
}
