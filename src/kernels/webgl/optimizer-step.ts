import type { OutputValue } from "./draw.ts";

/** How a parameter follows its gradient. */
export type OptimizerKind = "sgd" | "adam";

/** What an optimizer remembers of each value: SGD its velocity, Adam the means of its gradient and of the square. */
export function countMoments(kind: OptimizerKind): number {
  return kind === "sgd" ? 1 : 2;
}

/**
 * Settings that every update kernel reads. `optimizer`: learning rate, momentum μ, weight decay λ; for Adam the rate divided
 * by 1 − β₁ᵗ, β₁, λ. `secondMoment`, for Adam only: β₂, 1 − β₂ (which float32 could not tell from β₂), ε, √(1 − β₂ᵗ).
 */
export function optimizerUniforms(kind: OptimizerKind): string {
  return kind === "sgd" ? "uniform vec3 optimizer;" : "uniform vec3 optimizer;\nuniform vec4 secondMoment;";
}

/** A parameter in a kernel that updates it, by GLSL expressions. */
export interface Updated {
  /** The variable that holds its value. The new one gets this name with "Next" behind it, the moments 0 and 1. */
  readonly name: string;
  readonly gradient: string;
  /** The moment in the given place, 0 or 1. */
  readonly moment: (at: number) => string;
}

/**
 * GLSL statements for one step. SGD (torch.optim.SGD): v = μ v + g + λ w, w = w − η v. Adam (Kingma & Ba 2015, Algorithm 1,
 * with λ w added to g, as in torch.optim.Adam): m = β₁ m + (1 − β₁) g, v = β₂ v + (1 − β₂) g², w = w − η m̂ / (√v̂ + ε).
 */
export function optimizerStep(kind: OptimizerKind, { name, gradient, moment }: Updated): string {
  const decayed = `${gradient} + optimizer.z * ${name}`;
  if (kind === "sgd") {
    return `vec4 ${name}0 = optimizer.y * ${moment(0)} + ${decayed};
  vec4 ${name}Next = ${name} - optimizer.x * ${name}0;`;
  }
  return `vec4 ${name}Gradient = ${decayed};
  vec4 ${name}0 = optimizer.y * ${moment(0)} + (1.0 - optimizer.y) * ${name}Gradient;
  vec4 ${name}1 = secondMoment.x * ${moment(1)} + secondMoment.y * ${name}Gradient * ${name}Gradient;
  vec4 ${name}Next = ${name} - optimizer.x * ${name}0 / (sqrt(${name}1) / secondMoment.w + secondMoment.z);`;
}

/**
 * What goes into the buffer of parameters stepped together, its output `updated`: first all values, then all first
 * moments, then all second ones.
 */
export function updatedLayers(kind: OptimizerKind, names: readonly string[]): OutputValue[] {
  const parts = ["Next", "0", "1"].slice(0, 1 + countMoments(kind));
  return parts.flatMap((part, place) =>
    names.map((name, at) => ({ output: "updated", layer: place * names.length + at, value: `${name}${part}` })),
  );
}
