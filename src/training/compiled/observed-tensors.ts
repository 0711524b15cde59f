import { unpackTensor } from "../../kernels/webgl/layout.ts";
import type { GraphNode } from "../../models/graph.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { VirtualBuffer } from "./commands.ts";
import type { Executable, Runner } from "./runner.ts";

/**
 * Reads what an executable's last pass has left of some nodes. To be called right after that pass.
 * @param buffers by the nodes' names
 * @returns tensors [N, …shape] by the same names
 */
export async function readTensors(
  runner: Runner,
  executable: Executable,
  nodes: readonly GraphNode[],
  buffers: ReadonlyMap<string, VirtualBuffer>,
): Promise<Parameters> {
  const names = [...buffers.keys()];
  const texels = await runner.readObserved(executable, [...buffers.values()]);
  const shapes = new Map(nodes.map(({ name, shape }) => [name, shape]));
  const entries = names.map((name, at) => {
    const layout = buffers.get(name)?.layout;
    if (layout === undefined) throw new Error(`the buffer of '${name}' holds no tensor`);
    const shape = [executable.plan.batch, ...(shapes.get(name) ?? [])];
    return [name, { shape, values: unpackTensor(texels[at] ?? [], layout) }] as const;
  });
  return Object.fromEntries(entries);
}
