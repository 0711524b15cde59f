import type { TensorInfo, Workspace } from "../kernels/workspace.ts";
import type { GraphNode } from "../models/graph.ts";
import { applyLayer, type Applied } from "./layers.ts";

export type TensorsByName = ReadonlyMap<string, TensorInfo>;
export type StatisticsMode = "batch-statistics" | "running-statistics";

/**
 * Runs the net on a batch [N, …shape] and returns every node's output, in the order of the nodes. With batch
 * statistics the results can be handed to `runBackward`.
 */
export function runForward(
  ws: Workspace,
  nodes: readonly GraphNode[],
  parameters: TensorsByName,
  batch: TensorInfo,
  mode: StatisticsMode,
): Applied[] {
  const results: Applied[] = [];
  for (const node of nodes) {
    if (node.op === "input") {
      results.push({ output: batch, gradient: () => ({ inputs: [] }) });
      continue;
    }
    results.push(
      applyLayer(node, {
        ws,
        inputs: node.inputs.map((at) => (results[at] as Applied).output),
        parameter: (role) => parameters.get(`${node.name}/${role}`) as TensorInfo,
        batchStatistics: mode === "batch-statistics",
        inputGradient: node.inputs.some((at) => wantsGradient(nodes[at] as GraphNode)),
      }),
    );
  }
  return results;
}

/** ∂L/∂h is of use behind the first layer, and at a data input that counts as h₀. */
function wantsGradient(node: GraphNode): boolean {
  return node.op !== "input" || node.block !== undefined;
}
