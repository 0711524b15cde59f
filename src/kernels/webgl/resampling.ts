import { groupAt, pixelAddress, pixelAt } from "./glsl.ts";
import { sameLayout, type TensorLayout } from "./layout.ts";

/**
 * GLSL function `${name}(p, layer)`: the value at texel p of layer `layer` of the tensor `here`, which keeps every
 * `stride`-th pixel of the tensor `source` and puts channels of zeros behind the old ones. A function `${name}At(ivec3)`
 * that reads a texel of `source` must come before it.
 */
export function subsampledFetch(name: string, source: TensorLayout, here: TensorLayout, stride: number): string {
  if (stride === 1 && sameLayout(source, here)) return directFetch(name);
  return `vec4 ${name}(ivec2 p, int layer) {
  int group = ${groupAt(here, "p.x", "layer")};
  if (group >= ${source.groups}) return vec4(0.0);
  int w = ${pixelAt(here, "p.x", "layer")} * ${stride};
  int n = p.y / ${here.height};
  int y = n * ${source.height} + (p.y - n * ${here.height}) * ${stride};
  return ${name}At(${pixelAddress(source, "w", "y", "group")});
}`;
}

/** The transpose: `here` gets the values of the smaller tensor `source` at the pixels that were kept, else zeros. */
export function upsampledFetch(name: string, source: TensorLayout, here: TensorLayout, stride: number): string {
  if (stride === 1 && sameLayout(source, here)) return directFetch(name);
  return `vec4 ${name}(ivec2 p, int layer) {
  int group = ${groupAt(here, "p.x", "layer")};
  int w = ${pixelAt(here, "p.x", "layer")};
  int n = p.y / ${here.height};
  int h = p.y - n * ${here.height};
  if (w % ${stride} != 0 || h % ${stride} != 0) return vec4(0.0);
  w /= ${stride};
  int y = n * ${source.height} + h / ${stride};
  return ${name}At(${pixelAddress(source, "w", "y", "group")});
}`;
}

function directFetch(name: string): string {
  return `vec4 ${name}(ivec2 p, int layer) { return ${name}At(ivec3(p, layer)); }`;
}
