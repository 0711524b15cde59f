import type { KernelGradientSplit } from "./conv-kernel-gradient.ts";
import { drawOutputs, type Draw } from "./draw.ts";
import { optimizerStep, optimizerUniforms, updatedLayers, type OptimizerKind } from "./optimizer-step.ts";
import { kernelTexture, type KernelSizes } from "./parameter-layout.ts";

/**
 * Adds up the partial sums of a kernel's gradient and takes the optimizer's step.
 * Inputs: `partial`, `kernel` (layer 0 weights, behind it their moments). Output: `updated`, the same layers.
 */
export function kernelUpdate(
  sizes: KernelSizes,
  split: KernelGradientSplit,
  optimizer: OptimizerKind,
  drawBuffers: number,
): Draw[] {
  const { groupsTogether: together, splits } = split;
  const groupsIn = Math.ceil(sizes.channelsIn / 4);
  const groupsOut = Math.ceil(sizes.channelsOut / 4);
  const main = `  int g = p.x >> 2;
  int tap = p.y / ${groupsIn};
  int column = tap * ${groupsOut / together} + g / ${together};
  int row = p.y - tap * ${groupsIn};
  int layer = (g % ${together}) * 4 + (p.x & 3);
  vec4 gradient = vec4(0.0);
  for (int part = 0; part < ${splits}; part++) {
    gradient += texelFetch(partial, ivec3(column, part * ${groupsIn} + row, layer), 0);
  }
  vec4 weight = texelFetch(kernel, ivec3(p, 0), 0);
  ${optimizerStep(optimizer, {
    name: "weight",
    gradient: "gradient",
    moment: (at) => `texelFetch(kernel, ivec3(p, ${1 + at}), 0)`,
  })}`;
  return drawOutputs(
    { samplers: ["partial", "kernel"], declarations: optimizerUniforms(optimizer), main },
    updatedLayers(optimizer, ["weight"]),
    kernelTexture(sizes),
    drawBuffers,
  );
}
