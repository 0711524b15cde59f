import { addTensors } from "../../kernels/arithmetic.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { GraphNode } from "../../models/graph.ts";
import type { Applied } from "./layer-call.ts";

export interface BackwardWatch {
  /** Sees the complete ∂L/∂h of each node. */
  readonly onGradient?: (node: GraphNode, dy: TensorInfo) => void;
  /** Sees the part of ∂L/∂h of `from` that comes through one input of `to`. */
  readonly onEdge?: (from: GraphNode, to: GraphNode, dx: TensorInfo) => void;
}

/**
 * Takes ∂L/∂output back through the net and returns the gradient of every trained parameter by name. Outputs and
 * gradients are freed as soon as nothing needs them.
 * @param results what `runForward` returned, with batch statistics
 * @param watch sees gradients before they are freed
 */
export function runBackward(
  ws: Workspace,
  nodes: readonly GraphNode[],
  results: readonly Applied[],
  outputGradient: TensorInfo,
  watch: BackwardWatch = {},
): Map<string, TensorInfo> {
  const parameterGradients = new Map<string, TensorInfo>();
  const pending: (TensorInfo | undefined)[] = [];
  pending[nodes.length - 1] = outputGradient;
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at] as GraphNode;
    const { output, gradient } = results[at] as Applied;
    const dy = pending[at];
    if (dy !== undefined) {
      watch.onGradient?.(node, dy);
      const { inputs, parameters = {} } = gradient(dy);
      inputs.forEach((dx, place) => {
        const source = node.inputs[place];
        if (dx === undefined || source === undefined) return;
        watch.onEdge?.(nodes[source] as GraphNode, node, dx);
        pending[source] = sumInto(ws, pending[source], dx);
      });
      for (const [role, values] of Object.entries(parameters)) parameterGradients.set(`${node.name}/${role}`, values);
      ws.release(dy);
    }
    ws.release(output);
  }
  return parameterGradients;
}

/** Where a tensor was used several times, the gradients of its uses add up. */
function sumInto(ws: Workspace, sum: TensorInfo | undefined, term: TensorInfo): TensorInfo {
  if (sum === undefined) return term;
  const total = addTensors(ws, sum, term);
  ws.release(sum, term);
  return total;
}
