import { sizeOf, type Shape } from "../core/shape.ts";
import type { Architecture, GraphNode, Operation } from "./graph.ts";
import { parameterSlots } from "./parameters.ts";

export interface SummaryRow {
  readonly name: string;
  readonly op: Operation["op"];
  /** Shape of the layer's output for one example. */
  readonly shape: Shape;
  readonly parameters: number;
  /** For one example. */
  readonly multiplyAdds: number;
}

/** One row for each node, in graph order, exact to the unit. */
export function summarize({ nodes }: Architecture): SummaryRow[] {
  return nodes.map((node) => ({
    name: node.name,
    op: node.op,
    shape: node.shape,
    parameters: parameterSlots(node, nodes).reduce((sum, slot) => sum + (slot.trainable ? sizeOf(slot.shape) : 0), 0),
    multiplyAdds: multiplyAddsOf(node, nodes),
  }));
}

/** Trained parameters: kernels, biases, γ and β. Running statistics do not count. */
export function countParameters(architecture: Architecture): number {
  return summarize(architecture).reduce((sum, row) => sum + row.parameters, 0);
}

/** Multiply-adds of convolutions and dense layers for one example: what He et al. 2015 call FLOPs. */
export function countMultiplyAdds(architecture: Architecture): number {
  return summarize(architecture).reduce((sum, row) => sum + row.multiplyAdds, 0);
}

/** Every output value is one sum over the kernel's taps and input channels; border taps on zeros count, as in the papers. */
function multiplyAddsOf(node: GraphNode, nodes: readonly GraphNode[]): number {
  const channelsIn = nodes[node.inputs[0] ?? -1]?.shape.at(-1) ?? 0;
  if (node.op === "conv") return (sizeOf(node.shape) * node.kernel ** 2 * channelsIn) / node.groups;
  if (node.op === "dense") return node.units * channelsIn;
  return 0;
}
