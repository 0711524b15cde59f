import { drawOutputs, type Draw } from "./draw.ts";
import { visitPixels } from "./glsl.ts";
import type { TensorLayout } from "./layout.ts";
import { optimizerStep, optimizerUniforms, updatedLayers, type OptimizerKind } from "./optimizer-step.ts";
import { addPartials, partialTexture, rowRange, type RowSplit } from "./row-split.ts";

export interface BiasGradientOptions {
  /** Layout of the layer's output. */
  readonly output: TensorLayout;
  readonly split: RowSplit;
  readonly optimizer: OptimizerKind;
  readonly drawBuffers: number;
}

/** Partial sums of the output's gradient per channel. Input: `outputGradient`. Output: `partial`. Empty if not split. */
export function biasSums({ output, split, drawBuffers }: Omit<BiasGradientOptions, "optimizer">): Draw[] {
  if (split.splits === 1) return [];
  return drawOutputs(
    { samplers: ["outputGradient"], main: `  vec4 sum = vec4(0.0); ${sumPixels(output, split)}` },
    [{ output: "partial", layer: 0, value: "sum" }],
    partialTexture(output, split, 1),
    drawBuffers,
  );
}

/**
 * ∂L/∂b = Σ g and its update. Inputs: `outputGradient` or `partial`; `bias` [b, its moments]. Output: `updated` (as bias).
 */
export function biasUpdate({ output, split, optimizer, drawBuffers }: BiasGradientOptions): Draw[] {
  const direct = split.splits === 1;
  const main = `  vec4 sum = vec4(0.0); ${direct ? sumPixels(output, split) : addPartials(split, ["sum"])}
  vec4 weight = texelFetch(bias, ivec3(p.x, 0, 0), 0);
  ${optimizerStep(optimizer, {
    name: "weight",
    gradient: "sum",
    moment: (at) => `texelFetch(bias, ivec3(p.x, 0, ${1 + at}), 0)`,
  })}`;
  return drawOutputs(
    {
      samplers: [direct ? "outputGradient" : "partial", "bias"],
      declarations: optimizerUniforms(optimizer),
      main,
    },
    updatedLayers(optimizer, ["weight"]),
    { width: output.groups, height: 1 },
    drawBuffers,
  );
}

function sumPixels(output: TensorLayout, split: RowSplit): string {
  const visit = (at: string): string => `sum += texelFetch(outputGradient, ${at}, 0);`;
  return `${rowRange(output, split)}\n  ${visitPixels(output, "p.x", visit)}`;
}
