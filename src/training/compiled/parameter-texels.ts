import type { Parameters } from "../contract/parameters.ts";
import { packParameter, unpackParameter, type ParameterBuffer } from "./parameter-buffers.ts";

/**
 * The texels of parameter buffers, by id.
 * @param parameters those of the net: see `requireState`
 * @param moments what the optimizer remembers of each parameter; zero where nothing is given
 */
export function parameterTexels(
  buffers: readonly ParameterBuffer[],
  parameters: Parameters,
  moments: readonly Parameters[] = [],
): Map<string, Float32Array> {
  const texels = new Map<string, Float32Array>();
  for (const buffer of buffers) {
    const { size, stored } = buffer;
    const packed = new Float32Array(size.width * size.height * size.layers * 4);
    for (const each of stored) {
      const { name } = each.slot;
      packParameter(buffer, each, parameters[name]?.values ?? [], packed);
      moments.slice(0, countRemembered(buffer)).forEach((remembered, at) => {
        const values = remembered[name]?.values;
        if (values === undefined) return;
        const layer = each.layer + (1 + at) * stored.length;
        packParameter(buffer, { ...each, layer }, values, packed);
      });
    }
    texels.set(buffer.id, packed);
  }
  return texels;
}

/** Moments that a buffer has of each of its parameters: none of running statistics. */
export function countRemembered({ role, size, stored }: ParameterBuffer): number {
  return role === "parameter" ? size.layers / stored.length - 1 : 0;
}

/**
 * Parameters by name, in the graph's own layout, from the texels of their buffers.
 * @param part the values, or the moment in this place, for buffers that have it
 */
export function collectParameters(
  buffers: readonly ParameterBuffer[],
  texels: readonly Float32Array[],
  part: "values" | number,
): Parameters {
  const entries = buffers.flatMap((buffer, at) => {
    const { stored } = buffer;
    if (part !== "values" && part >= countRemembered(buffer)) return [];
    return stored.map((each) => {
      const layer = each.layer + (part === "values" ? 0 : (1 + part) * stored.length);
      const values = unpackParameter(buffer, { ...each, layer }, texels[at] ?? new Float32Array());
      return [each.slot.name, { shape: [...each.slot.shape], values }] as const;
    });
  });
  return Object.fromEntries(entries);
}
