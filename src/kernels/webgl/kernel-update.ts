import type { KernelGradientSplit } from "./conv-kernel-gradient.ts";
import { drawOutputs, optimizerUniform, type Draw } from "./draw.ts";
import { kernelTexture, type KernelSizes } from "./parameter-layout.ts";

/**
 * Adds up the partial sums of a kernel's gradient and takes the step v = μ v + g + λ w, w = w − η v (torch.optim.SGD).
 * Inputs: `partial`, `kernel` (layer 0 weights, layer 1 momentum). Output: `updated`, the same two layers.
 */
export function kernelUpdate(sizes: KernelSizes, split: KernelGradientSplit, drawBuffers: number): Draw[] {
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
  ${momentumStep("momentum", "texelFetch(kernel, ivec3(p, 1), 0)", "gradient", "weight")}`;
  return drawOutputs(
    { samplers: ["partial", "kernel"], declarations: optimizerUniform, main },
    [
      { output: "updated", layer: 0, value: "weight - optimizer.x * momentum" },
      { output: "updated", layer: 1, value: "momentum" },
    ],
    kernelTexture(sizes),
    drawBuffers,
  );
}

/** GLSL: the new momentum μ v + g + λ w. */
export function momentumStep(name: string, momentum: string, gradient: string, weight: string): string {
  return `vec4 ${name} = optimizer.y * ${momentum} + ${gradient} + optimizer.z * ${weight};`;
}
