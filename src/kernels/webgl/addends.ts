import { derivativeFromOutput, type Activation } from "./activation.ts";
import { chanceFunction, type Chance } from "./chance.ts";
import type { Draw } from "./draw.ts";
import { float } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";
import { upsampledFetch } from "./resampling.ts";

/**
 * A gradient that is added on the fly: factor · g ⊙ φ′(h) ⊙ m, after chance, where h = φ(…) is the output that g belongs
 * to and m a gate. With a stride, g belongs to a tensor that kept every `stride`-th pixel and was padded with channels.
 */
export interface Addend {
  /** Layout of g, h and m. */
  readonly layout: TensorLayout;
  readonly activation: Activation;
  readonly factor: number;
  readonly stride: number;
  /** Whether the gate is a tensor or 1 − a tensor; absent without a gate. */
  readonly gate?: "open" | "complement" | undefined;
  readonly chance?: Chance | undefined;
}

/** The inputs of addend number `at`: `gradient0`, `output0` where there is an activation, and `gate0` where there is one. */
export function addendSamplers(addends: readonly Addend[]): string[] {
  return addends.flatMap(({ activation, gate }, at) => [
    `gradient${at}`,
    ...(activation === "none" ? [] : [`output${at}`]),
    ...(gate === undefined ? [] : [`gate${at}`]),
  ]);
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

/** GLSL function `addend${at}At(place)`: the gradient behind activation, gate and chance, at a texel of its own layout. */
export function gradientFunction({ layout, activation, factor, gate, chance }: Addend, at: number): string {
  const fetch = (texture: string): string => `texelFetch(${texture}${at}, place, 0)`;
  const factors = [fetch("gradient")];
  if (factor !== 1) factors.unshift(float(factor));
  if (activation !== "none") factors.push(derivativeFromOutput(activation, "h"));
  if (gate !== undefined) factors.push(gate === "open" ? fetch("gate") : `(1.0 - ${fetch("gate")})`);
  const product = factors.join(" * ");
  return [
    chance === undefined ? "" : `${chanceFunction(chance, at, layout)}\n`,
    `vec4 addend${at}At(ivec3 place) {`,
    activation === "none" ? "" : ` vec4 h = ${fetch("output")};`,
    ` return ${chance === undefined ? product : `chance${at}Of(${product}, place)`}; }`,
  ].join("");
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
