import { groupAt, pixelAt } from "./glsl.ts";
import type { TensorLayout } from "./layout.ts";

/**
 * What chance does to a value. "dropout": each element is zero where its random bits (src/core/counted-random.ts) fall below
 * rate · 2²⁴; the uniform holds the key. "coin": the uniform holds 0 or 1, by which the whole value is multiplied.
 */
export type Chance = { readonly kind: "dropout"; readonly rate: number } | { readonly kind: "coin" };

/** Name of the uniform that chance number `at` of a program reads. */
export function chanceUniform(at: number): string {
  return `chance${at}`;
}

/** Names of the chance uniforms that a program declares. */
export function findChanceUniforms(source: string): string[] {
  return [...source.matchAll(/^uniform uint (\w+);$/gm)].map(([, name]) => name ?? "");
}

/**
 * GLSL function `chance${at}Of(value, place)` with its uniform: the value at a texel of a tensor of the given layout, after
 * chance number `at`.
 */
export function chanceFunction(chance: Chance, at: number, layout: TensorLayout): string {
  const uniform = chanceUniform(at);
  const declaration = `uniform uint ${uniform};\nvec4 ${uniform}Of(vec4 value, ivec3 place) {`;
  if (chance.kind === "coin") return `${declaration} return ${uniform} == 0u ? vec4(0.0) : value; }`;
  const limit = Math.ceil(chance.rate * 2 ** 24);
  const { width, channels } = layout;
  // An element's index is its place in [N, H, W, C]. Both texts repeat the arithmetic of src/core/counted-random.ts
  return `uint ${uniform}Mix(uint bits) {
  bits = (bits ^ (bits >> 16)) * 0x7feb352du;
  bits = (bits ^ (bits >> 15)) * 0x846ca68bu;
  return bits ^ (bits >> 16);
}
${declaration}
  int w = ${pixelAt(layout, "place.x", "place.z")};
  int first = (place.y * ${width} + w) * ${channels} + ${groupAt(layout, "place.x", "place.z")} * 4;
  for (int lane = 0; lane < 4; lane++) {
    uint bits = ${uniform}Mix(${uniform} + uint(first + lane) * 0x9e3779b9u) >> 8;
    if (bits < ${limit}u) value[lane] = 0.0;
  }
  return value;
}`;
}
