import { addendSamplers, gradientFunction, type Addend } from "./addends.ts";
import { drawOutputs, type Draw } from "./draw.ts";
import { float, visitPixels } from "./glsl.ts";
import type { TensorLayout } from "./layout.ts";
import { optimizerStep, optimizerUniforms, updatedLayers, type OptimizerKind } from "./optimizer-step.ts";
import { addPartials, partialTexture, rowRange, type RowSplit } from "./row-split.ts";

export interface NormalizationGradientOptions {
  /** Layout of the normalised tensor x. */
  readonly input: TensorLayout;
  /** The gradient of the normalisation's output, in x's layout. */
  readonly gradient: Addend;
  readonly split: RowSplit;
  readonly optimizer: OptimizerKind;
  readonly drawBuffers: number;
}

const zeros = "vec4 sum = vec4(0.0); vec4 products = vec4(0.0);";

/**
 * Partial sums per channel of g and g (x − μ), where g is the gradient of BN's output.
 * Inputs: `x`, `statistics`, `gradient0` (and `output0`). Output: `partial`. Empty if one draw does it all.
 */
export function normalizationSums({
  input,
  gradient,
  split,
  drawBuffers,
}: Omit<NormalizationGradientOptions, "optimizer">): Draw[] {
  if (split.splits === 1) return [];
  return drawOutputs(
    {
      samplers: ["x", "statistics", ...addendSamplers([gradient])],
      declarations: gradientFunction(gradient, 0),
      main: `  ${zeros} ${rowRange(input, split)}\n  ${sumPixels(input)}`,
    },
    [
      { output: "partial", layer: 0, value: "sum" },
      { output: "partial", layer: 1, value: "products" },
    ],
    partialTexture(input, split, 2),
    drawBuffers,
  );
}

/**
 * ∂L/∂β = Σ g and ∂L/∂γ = Σ g x̂ with their update, and the means over the batch that
 * `normalizationInputGradient` needs.
 * Inputs: as `normalizationSums`, or `partial` and `statistics`; and `affine` [γ, β, their moments].
 * Outputs: `means` [mean of g, mean of g x̂], `updated` (as affine).
 */
export function normalizationUpdate(options: NormalizationGradientOptions): Draw[] {
  const { input, gradient, split, optimizer, drawBuffers } = options;
  const direct = split.splits === 1;
  const count = float(input.batch * input.height * input.width);
  const affine = (layer: number): string => `texelFetch(affine, ivec3(p.x, 0, ${layer}), 0)`;
  const sums = direct ? `${rowRange(input, split)}\n  ${sumPixels(input)}` : addPartials(split, ["sum", "products"]);
  const main = `  ${zeros} ${sums}
  products *= texelFetch(statistics, ivec3(p.x, 0, 1), 0);
  vec4 gamma = ${affine(0)};
  vec4 beta = ${affine(1)};
  ${optimizerStep(optimizer, { name: "gamma", gradient: "products", moment: (at) => affine(2 + 2 * at) })}
  ${optimizerStep(optimizer, { name: "beta", gradient: "sum", moment: (at) => affine(3 + 2 * at) })}`;
  const gradientSamplers = direct ? ["x", ...addendSamplers([gradient])] : ["partial"];
  return drawOutputs(
    {
      samplers: [...gradientSamplers, "statistics", "affine"],
      declarations: `${optimizerUniforms(optimizer)}\n${direct ? gradientFunction(gradient, 0) : ""}`,
      main,
    },
    [
      ...updatedLayers(optimizer, ["gamma", "beta"]),
      { output: "means", layer: 0, value: `sum / ${count}` },
      { output: "means", layer: 1, value: `products / ${count}` },
    ],
    { width: input.groups, height: 1 },
    drawBuffers,
  );
}

function sumPixels(input: TensorLayout): string {
  const visit = (at: string): string =>
    `vec4 g = addend0At(${at}); sum += g; products += g * (texelFetch(x, ${at}, 0) - mean);`;
  return `vec4 mean = texelFetch(statistics, ivec3(p.x, 0, 0), 0);\n  ${visitPixels(input, "p.x", visit)}`;
}
