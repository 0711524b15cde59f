import type { GraphNode } from "../../models/graph.ts";
import { formatExact } from "../frame/number-format.ts";

/**
 * Indices of the nodes on the longest way from the input to the last node: the trunk of a drawing. Layers with weights
 * count most, so that a shortcut with a projection is never taken for the trunk; nor is a gate, a product's second input.
 */
export function longestPath(nodes: readonly GraphNode[]): number[] {
  const lengths: number[] = [];
  for (const node of nodes) {
    const before = Math.max(0, ...trunkInputs(node).map((at) => lengths[at] ?? 0));
    lengths.push(before + (isSmall(node) ? 1 : 100));
  }
  const path: number[] = [];
  let at = nodes.length - 1;
  while (at >= 0) {
    path.unshift(at);
    const inputs = trunkInputs(nodes[at]);
    at = inputs.reduce((longest, each) => ((lengths[each] ?? 0) > (lengths[longest] ?? -1) ? each : longest), -1);
  }
  return path;
}

function trunkInputs(node: GraphNode | undefined): readonly number[] {
  return node?.op === "multiply" ? node.inputs.slice(0, 1) : (node?.inputs ?? []);
}

/** Operations that a drawing names between the boxes instead of giving them a box. */
export function isSmall({ op }: GraphNode): boolean {
  return !["input", "conv", "dense", "maxPool", "globalAveragePool", "concatenate", "add", "multiply"].includes(op);
}

/** `3×3 conv, 32, /2`, as in He et al. 2015, Fig. 3. */
export function nameLayer(node: GraphNode): string {
  switch (node.op) {
    case "conv": {
      const groups = node.groups > 1 ? `, ${node.groups} groups` : "";
      return `${node.kernel}×${node.kernel} conv, ${node.filters}${groups}${halving(node.stride)}`;
    }
    case "maxPool":
      return `${node.window}×${node.window} max pool${halving(node.stride)}`;
    case "dense":
      return `dense, ${node.units}`;
    case "input":
      return `input ${node.shape.join("×")}`;
    case "globalAveragePool":
      return "average pool";
    default:
      return namePart(node);
  }
}

function halving(stride: number): string {
  return stride > 1 ? `, /${stride}` : "";
}

/** `BN`, `ReLU`, …: short enough to stand between boxes. */
export function namePart(node: GraphNode): string {
  switch (node.op) {
    case "batchNorm":
      return "BN";
    case "relu":
      return "ReLU";
    case "scale":
      return `× ${formatExact(node.factor)}`;
    case "complement":
      return "1 − x";
    case "multiply":
      return "×";
    case "dropout":
      return `dropout ${formatExact(node.rate)}`;
    case "stochasticDepth":
      return "stochastic depth";
    case "subsamplePad":
      return `subsample /${node.stride}, pad`;
    default:
      return node.op;
  }
}
