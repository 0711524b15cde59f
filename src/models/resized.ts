import type { Shape } from "../core/shape.ts";
import type { Architecture, GraphNode } from "./graph.ts";
import { applyOperation } from "./operations.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/**
 * The same layers, fed with another input: only shapes change, and with them what dense layers behind `flatten` need.
 * @throws CourseError where a layer cannot work on what reaches it
 */
export function withInputShape(architecture: Architecture, shape: Shape): Architecture {
  const nodes: GraphNode[] = [];
  for (const node of architecture.nodes) {
    const inputs = node.inputs.map((at): SymbolicTensor => {
      return { operation: { op: "input" }, inputs: [], shape: nodes[at]?.shape ?? [] };
    });
    nodes.push({ ...node, shape: node.op === "input" ? shape : applyOperation(node, inputs).shape });
  }
  return { ...architecture, nodes };
}
