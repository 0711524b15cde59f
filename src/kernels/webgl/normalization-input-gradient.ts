import { addendFunctions, addendSamplers, plusAddends, type Addend } from "./addends.ts";
import type { Draw } from "./draw.ts";
import { drawLayers } from "./layers.ts";
import type { TensorLayout } from "./layout.ts";

export interface NormalizationInputGradientOptions {
  readonly input: TensorLayout;
  /** First the gradient g of the normalisation's output, then what else flows into x's gradient. */
  readonly addends: readonly [Addend, ...Addend[]];
  readonly drawBuffers: number;
}

/**
 * ∂L/∂x of batch normalisation with batch statistics: γ/σ · (g − mean of g − x̂ · mean of g x̂), plus addends.
 * Inputs: `x`, `statistics`, `affine`, `means`, those of the addends. Output: `output`, the gradient.
 */
export function normalizationInputGradient(options: NormalizationInputGradientOptions): Draw[] {
  const { input, addends, drawBuffers } = options;
  return drawLayers(input, drawBuffers, {
    samplers: ["x", "statistics", "affine", "means", ...addendSamplers(addends)],
    functions: addendFunctions(addends, input),
    constants: (group, slot) => {
      const fetch = (texture: string, layer: number): string =>
        `texelFetch(${texture}, ivec3(${group}, 0, ${layer}), 0)`;
      return [
        `vec4 mean${slot} = ${fetch("statistics", 0)};`,
        `vec4 inverse${slot} = ${fetch("statistics", 1)};`,
        `vec4 slope${slot} = ${fetch("affine", 0)} * inverse${slot};`,
        `vec4 meanG${slot} = ${fetch("means", 0)};`,
        `vec4 meanGx${slot} = ${fetch("means", 1)} * inverse${slot};`,
      ].join(" ");
    },
    value: ({ layer, slot }) => {
      const centred = `(texelFetch(x, ivec3(p, ${layer}), 0) - mean${slot})`;
      const own = `slope${slot} * (addend0(p, ${layer}) - meanG${slot} - ${centred} * meanGx${slot})`;
      return own + plusAddends(addends, layer, 1);
    },
  });
}
