import { derivativeFromOutput, type Activation } from "./activation.ts";
import type { Draw } from "./draw.ts";
import { float } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";
import { upsampledFetch } from "./resampling.ts";

/**
 * A gradient that is added on the fly: factor · g ⊙ φ′(h), where h = φ(…) is the output that g belongs to. With a
 * stride, g belongs to a tensor that kept every `stride`-th pixel and was padded with channels.
 */
export interface Addend {
  /** Layout of g and h. */
  readonly layout: TensorLayout;
  readonly activation: Activation;
  readonly factor: number;
  readonly stride: number;
}

/** The inputs of addend number `at`: `gradient0`, and `output0` where there is an activation. */
export function addendSamplers(addends: readonly Addend[]): string[] {
  return addends.flatMap(({ activation }, at) =>
    activation === "none" ? [`gradient${at}`] : [`gradient${at}`, `output${at}`],
  );
}

/** GLSL functions `addend0(p, layer)`, … for the tensor `here`, and `addend0At(place)` at a texel of g itself. */
export function addendFunctions(addends: readonly Addend[], here: TensorLayout): string {
  return addends
    .map(
      (addend, at) =>
        `${gradientFunction(addend, at)}\n${upsampledFetch(`addend${at}`, addend.layout, here, addend.stride)}`,
    )
    .join("\n");
}

/** GLSL function `addend${at}At(place)`: the gradient behind the activation, at a texel of its own layout. */
export function gradientFunction({ activation, factor }: Addend, at: number): string {
  const gradient = `texelFetch(gradient${at}, place, 0)`;
  const scaled = factor === 1 ? gradient : `${float(factor)} * ${gradient}`;
  if (activation === "none") return `vec4 addend${at}At(ivec3 place) { return ${scaled}; }`;
  return `vec4 addend${at}At(ivec3 place) {
  vec4 h = texelFetch(output${at}, place, 0);
  return ${scaled} * ${derivativeFromOutput(activation, "h")};
}`;
}

/** `+ addend0(p, layer) + …`: what a kernel that computes a gradient appends to its own value, from addend number `first` on. */
export function plusAddends(addends: readonly Addend[], layer: string, first = 0): string {
  return addends
    .map((_, at) => ` + addend${at}(p, ${layer})`)
    .slice(first)
    .join("");
}

/** The sum of addends where no kernel computes a gradient to which they could be added. */
export function sumAddends(here: TensorLayout, addends: readonly Addend[], drawBuffers: number): Draw[] {
  return drawLayers(here, drawBuffers, {
    samplers: addendSamplers(addends),
    functions: addendFunctions(addends, here),
    value: ({ layer }) => addends.map((_, at) => `addend${at}(p, ${layer})`).join(" + "),
  });
}
