import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import type { Parameters } from "../contract/parameters.ts";

/** Parameters as tensors of tfjs's current backend, by name. The caller disposes of them. */
export function toTensors(parameters: Parameters): Record<string, Tensor> {
  const entries = Object.entries(parameters).map(([name, { shape, values }]) => {
    return [name, tensor(Float32Array.from(values), [...shape])] as const;
  });
  return Object.fromEntries(entries);
}

/** Tensors as parameters, read without blocking; e.g. to start a session from a tfjs model's weights. */
export async function fromTensors(tensors: Readonly<Record<string, Tensor>>): Promise<Parameters> {
  const entries = Object.entries(tensors).map(async ([name, each]) => {
    return [name, { shape: each.shape, values: Float32Array.from(await each.data()) }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
