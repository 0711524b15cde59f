import { dropKey } from "../../core/counted-random.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { GraphNode } from "../../models/graph.ts";
import type { StatisticsMode } from "../contract/session.ts";
import type { Applied } from "./layer-call.ts";
import { applyLayer } from "./layers.ts";

export type TensorsByName = ReadonlyMap<string, TensorInfo>;

/** How a net runs: as in training, or as in evaluation. */
export interface ForwardPass {
  readonly mode: StatisticsMode;
  /** Decides, with the number of updates done, what is dropped where the mode drops. */
  readonly seed: number;
  readonly step: number;
  /** Somebody asks for ∂L/∂input, whatever the input is. */
  readonly inputGradient?: boolean;
  /** Nobody asks for gradients or for nodes: outputs are freed as soon as no later node needs them. */
  readonly forgets?: boolean;
}

/**
 * Runs the net on a batch [N, …shape] and returns every node's output, in the order of the nodes. With batch
 * statistics the results can be handed to `runBackward`.
 */
export function runForward(
  ws: Workspace,
  nodes: readonly GraphNode[],
  parameters: TensorsByName,
  batch: TensorInfo,
  { mode, seed, step, inputGradient = false, forgets = false }: ForwardPass,
): Applied[] {
  const results: Applied[] = [];
  const lastUses = forgets ? lastUsesOf(nodes) : null;
  for (const [at, node] of nodes.entries()) {
    if (node.op === "input") {
      results.push({ output: batch, gradient: () => ({ inputs: [] }) });
      continue;
    }
    results.push(
      applyLayer(node, {
        ws,
        inputs: node.inputs.map((source) => (results[source] as Applied).output),
        parameter: (role) => parameters.get(`${node.name}/${role}`) as TensorInfo,
        training: mode === "batch-statistics",
        dropKey: dropKey(seed, at, step),
        inputGradient: inputGradient || node.inputs.some((source) => wantsGradient(nodes[source] as GraphNode)),
      }),
    );
    if (lastUses === null) continue;
    for (const source of new Set(node.inputs)) {
      const { output } = results[source] as Applied;
      if (lastUses[source] === at && output !== results[at]?.output) ws.release(output);
    }
  }
  return results;
}

/** For each node, the last one that takes its output. */
function lastUsesOf(nodes: readonly GraphNode[]): readonly number[] {
  const last: number[] = [];
  for (const [at, { inputs }] of nodes.entries()) for (const source of inputs) last[source] = at;
  return last;
}

/** ∂L/∂h is of use behind the first layer, and at a data input that counts as h₀. */
function wantsGradient(node: GraphNode): boolean {
  return node.op !== "input" || node.block !== undefined;
}
