import { activate, type Activation } from "./activation.ts";
import { chanceFunction, type Chance } from "./chance.ts";
import type { Draw } from "./draw.ts";
import { float } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";
import { subsampledFetch } from "./resampling.ts";

/**
 * One summand of `combine`: factor · (x, 1 − x or the normalisation of x), times a gate, after chance. With a stride, every
 * `stride`-th pixel of x and zeros in new channels; then there is neither gate nor chance.
 */
export interface Term {
  readonly layout: TensorLayout;
  readonly factor: number;
  readonly stride: number;
  /**
   * "batch": (x − μ)/σ · γ + β with [μ, 1/σ] in the input `statistics`; "running": with [mean, variance] there, as in
   * evaluation; both take [γ, β] from the input `affine`.
   */
  readonly normalization: "none" | "batch" | { readonly kind: "running"; readonly epsilon: number };
  /** 1 − x instead of x. */
  readonly complement?: boolean | undefined;
  /** Whether the gate is a tensor or 1 − a tensor, in the output's layout; absent without a gate. */
  readonly gate?: "open" | "complement" | undefined;
  readonly chance?: Chance | undefined;
}

export interface CombineOptions {
  readonly output: TensorLayout;
  readonly terms: readonly Term[];
  readonly activation: Activation;
  readonly drawBuffers: number;
}

/** The inputs of term number `at`: `x0`, for a normalised term `statistics0` and `affine0`, and `gate0` where there is one. */
export function termSamplers({ normalization, gate }: Pick<Term, "normalization" | "gate">, at: number): string[] {
  return [
    `x${at}`,
    ...(normalization === "none" ? [] : [`statistics${at}`, `affine${at}`]),
    ...(gate === undefined ? [] : [`gate${at}`]),
  ];
}

/**
 * h = φ(Σ terms): every element-wise operation of a net and every chain of them in one pass: BN with ReLU, the sum at
 * the end of a block with its BN and its shortcut (identity, projected, gated, dropped or option A), scaling, a lone
 * activation. Inputs: those of the terms. Output: `output`.
 */
export function combine({ output, terms, activation, drawBuffers }: CombineOptions): Draw[] {
  return drawLayers(output, drawBuffers, {
    samplers: terms.flatMap(termSamplers),
    functions: terms.map((term, at) => termFunctions(term, at, output)).join("\n"),
    constants: (group, slot) => terms.map((term, at) => termConstants(term, at, group, slot)).join("\n  "),
    value: ({ layer, slot }) => {
      const sum = terms.map((term, at) => termValue(term, at, layer, slot)).join(" + ");
      return activate(activation, terms.length === 1 ? sum : `(${sum})`);
    },
  });
}

function termFunctions({ layout, stride, chance }: Term, at: number, output: TensorLayout): string {
  const fetch = `vec4 term${at}At(ivec3 place) { return texelFetch(x${at}, place, 0); }`;
  const functions = [fetch, subsampledFetch(`term${at}`, layout, output, stride)];
  return (chance === undefined ? functions : [chanceFunction(chance, at, output), ...functions]).join("\n");
}

function termConstants({ normalization, factor }: Term, at: number, group: string, slot: number): string {
  if (normalization === "none") return "";
  const fetch = (texture: string, layer: number): string =>
    `texelFetch(${texture}${at}, ivec3(${group}, 0, ${layer}), 0)`;
  const spread = fetch("statistics", 1);
  const inverse = normalization === "batch" ? spread : `inversesqrt(${spread} + ${float(normalization.epsilon)})`;
  return [
    `vec4 mean${at}_${slot} = ${fetch("statistics", 0)};`,
    `vec4 slope${at}_${slot} = ${float(factor)} * ${fetch("affine", 0)} * ${inverse};`,
    `vec4 shift${at}_${slot} = ${float(factor)} * ${fetch("affine", 1)};`,
  ].join(" ");
}

function termValue(term: Term, at: number, layer: string, slot: number): string {
  const { normalization, factor, gate, chance } = term;
  const x = `term${at}(p, ${layer})`;
  const normalized = `((${x} - mean${at}_${slot}) * slope${at}_${slot} + shift${at}_${slot})`;
  const factors = [normalization === "none" ? (term.complement === true ? `(1.0 - ${x})` : x) : normalized];
  if (normalization === "none" && factor !== 1) factors.unshift(float(factor));
  if (gate !== undefined) {
    const value = `texelFetch(gate${at}, ivec3(p, ${layer}), 0)`;
    factors.push(gate === "open" ? value : `(1.0 - ${value})`);
  }
  const product = factors.join(" * ");
  return chance === undefined ? product : `chance${at}Of(${product}, ivec3(p, ${layer}))`;
}
