import { refuse } from "../../core/errors.ts";
import { formatShape, sameShape } from "../../core/shape.ts";
import type { Architecture } from "../../models/graph.ts";
import type { Parameters } from "../protocol.ts";
import { packParameter, parameterBuffers, unpackParameter, type ParameterBuffer } from "./parameter-buffers.ts";

/**
 * The texels of every parameter buffer of a net, momentum at zero.
 * @throws CourseError if a parameter is missing or has another shape
 */
export function parameterTexels(architecture: Architecture, parameters: Parameters): Map<string, Float32Array> {
  const texels = new Map<string, Float32Array>();
  for (const buffer of parameterBuffers(architecture).values()) {
    const { width, height, layers } = buffer.size;
    const packed = new Float32Array(width * height * layers * 4);
    for (const stored of buffer.stored) {
      const { name, shape } = stored.slot;
      packParameter(buffer, stored, requireValues(architecture.name, name, shape, parameters), packed);
    }
    texels.set(buffer.id, packed);
  }
  return texels;
}

/**
 * Parameters by name, in the graph's own layout, from the texels of their buffers: the values, or their momentum, which
 * lies behind all values of its buffer.
 */
export function collectParameters(
  buffers: readonly ParameterBuffer[],
  texels: readonly Float32Array[],
  part: "values" | "momentum",
): Parameters {
  const entries = buffers.flatMap((buffer, at) =>
    buffer.stored.map((stored) => {
      const layer = stored.layer + (part === "momentum" ? buffer.stored.length : 0);
      const values = unpackParameter(buffer, { ...stored, layer }, texels[at] ?? new Float32Array());
      return [stored.slot.name, { shape: [...stored.slot.shape], values }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function requireValues(net: string, name: string, shape: readonly number[], given: Parameters): ArrayLike<number> {
  const found = given[name];
  if (found !== undefined && sameShape(found.shape, shape)) return found.values;
  const got = found === undefined ? "it is missing" : `its shape is ${formatShape(found.shape)}`;
  throw refuse(
    net,
    `the net needs the parameter ${name} of shape ${formatShape(shape)}, but ${got}`,
    "Pass the parameters of a run of this same architecture.",
  );
}
