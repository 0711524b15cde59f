import { unpackTensor } from "../../kernels/webgl/layout.ts";
import type { Shape } from "../../core/shape.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { VirtualBuffer } from "./commands.ts";
import type { Executable, Runner } from "./runner.ts";

/**
 * Reads what an executable's last pass has left of some nodes or edges. To be called right after that pass.
 * @param shapes of one example's values, by the names of the nodes or edges
 * @param buffers by the same names
 * @returns tensors [N, …shape] by the same names
 */
export async function readTensors(
  runner: Runner,
  executable: Executable,
  shapes: ReadonlyMap<string, Shape>,
  buffers: ReadonlyMap<string, VirtualBuffer>,
): Promise<Parameters> {
  const names = [...buffers.keys()];
  const texels = await runner.readObserved(executable, [...buffers.values()]);
  const entries = names.map((name, at) => {
    const layout = buffers.get(name)?.layout;
    if (layout === undefined) throw new Error(`the buffer of '${name}' holds no tensor`);
    const shape = [executable.plan.batch, ...(shapes.get(name) ?? [])];
    return [name, { shape, values: unpackTensor(texels[at] ?? [], layout) }] as const;
  });
  return Object.fromEntries(entries);
}
