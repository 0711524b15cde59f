import { activate, type Activation } from "./activation.ts";
import type { Draw } from "./draw.ts";
import { float } from "./glsl.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";
import { subsampledFetch } from "./resampling.ts";

/** One summand of `combine`: factor · (x or its normalisation), every `stride`-th pixel, zeros in new channels. */
export interface Term {
  readonly layout: TensorLayout;
  readonly factor: number;
  readonly stride: number;
  /**
   * "batch": (x − μ)/σ · γ + β with [μ, 1/σ] in the input `statistics`; "running": with [mean, variance] there, as in
   * evaluation; both take [γ, β] from the input `affine`.
   */
  readonly normalization: "none" | "batch" | { readonly kind: "running"; readonly epsilon: number };
}

export interface CombineOptions {
  readonly output: TensorLayout;
  readonly terms: readonly Term[];
  readonly activation: Activation;
  readonly drawBuffers: number;
}

/** Texture units that a term occupies. */
export function samplersOfTerm(normalized: boolean): number {
  return normalized ? 3 : 1;
}

/**
 * h = φ(Σ terms): every element-wise operation of a net and every chain of them in one pass: BN with ReLU, the sum at
 * the end of a block with its BN and its shortcut (identity, projected or option A), scaling, a lone activation.
 * Inputs: `x0`, `x1`, … and for normalised terms `statistics0`, `affine0`, …
 */
export function combine({ output, terms, activation, drawBuffers }: CombineOptions): Draw[] {
  const samplers = terms.flatMap((term, at) =>
    term.normalization === "none" ? [`x${at}`] : [`x${at}`, `statistics${at}`, `affine${at}`],
  );
  return drawLayers(output, drawBuffers, {
    samplers,
    functions: terms.map((term, at) => termFunctions(term, at, output)).join("\n"),
    constants: (group, slot) => terms.map((term, at) => termConstants(term, at, group, slot)).join("\n  "),
    value: ({ layer, slot }) => {
      const sum = terms.map((term, at) => termValue(term, at, layer, slot)).join(" + ");
      return activate(activation, terms.length === 1 ? sum : `(${sum})`);
    },
  });
}

function termFunctions(term: Term, at: number, output: TensorLayout): string {
  const fetch = `vec4 term${at}At(ivec3 place) { return texelFetch(x${at}, place, 0); }`;
  return `${fetch}\n${subsampledFetch(`term${at}`, term.layout, output, term.stride)}`;
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

function termValue({ normalization, factor }: Term, at: number, layer: string, slot: number): string {
  const x = `term${at}(p, ${layer})`;
  if (normalization !== "none") return `((${x} - mean${at}_${slot}) * slope${at}_${slot} + shift${at}_${slot})`;
  return factor === 1 ? x : `${float(factor)} * ${x}`;
}
