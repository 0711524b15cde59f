import type { Activation } from "../../kernels/webgl/activation.ts";
import type { GraphNode } from "../../models/graph.ts";

/** A summand of a cluster: factor · (the value of node `source`, normalised by node `normalization` if there is one). */
export interface ClusterTerm {
  readonly source: number;
  readonly normalization: number | null;
  readonly factor: number;
  /** Above 1, or where channels are padded: option A. */
  readonly subsample: { readonly stride: number } | null;
}

/** Element-wise nodes that one pass computes: φ(Σ terms). Only the root's value is stored. */
export interface Cluster {
  readonly root: number;
  readonly terms: readonly ClusterTerm[];
  readonly activation: Activation;
}

/** More normalised terms than this would not leave a sum enough texture units. */
const mostFusedTerms = 4;

/** Element-wise operations, the only ones that clusters are made of. */
export function isElementwise({ op }: GraphNode): boolean {
  return ["batchNorm", "relu", "sigmoid", "tanh", "add", "scale", "subsamplePad"].includes(op);
}

/**
 * Gathers element-wise nodes into clusters: an activation takes in the sum, scaling or normalisation before it, a sum
 * takes in the normalisations, scalings and option-A shortcuts before it, as long as nobody else reads their value.
 * Labelled block outputs are always stored: probes and readers look at them.
 * @returns the cluster of each root node, by node index
 */
export function findClusters(nodes: readonly GraphNode[]): Map<number, Cluster> {
  const consumers = countConsumers(nodes);
  const absorbed = new Set<number>();
  const canAbsorb = (index: number, ops: readonly GraphNode["op"][]): boolean => {
    const node = nodes[index];
    return node !== undefined && consumers[index] === 1 && node.block === undefined && ops.includes(node.op);
  };

  const termsOf = (index: number, factor: number): ClusterTerm[] => {
    const node = requireNode(nodes, index);
    const from = node.inputs[0] ?? 0;
    switch (node.op) {
      case "batchNorm":
        return [{ source: from, normalization: index, factor, subsample: null }];
      case "subsamplePad":
        return [{ source: from, normalization: null, factor, subsample: { stride: node.stride } }];
      case "scale":
        return absorbInto(from, factor * node.factor, ["batchNorm", "scale", "subsamplePad"]);
      case "add":
        return node.inputs.flatMap((term) =>
          absorbInto(term, factor, node.inputs.length <= mostFusedTerms ? ["batchNorm", "scale", "subsamplePad"] : []),
        );
      default:
        return [plainTerm(index, factor)];
    }
  };
  const absorbInto = (index: number, factor: number, ops: readonly GraphNode["op"][]): ClusterTerm[] => {
    if (!canAbsorb(index, ops)) return [plainTerm(index, factor)];
    absorbed.add(index);
    return termsOf(index, factor);
  };

  const clusters = new Map<number, Cluster>();
  for (let root = nodes.length - 1; root >= 0; root--) {
    const node = requireNode(nodes, root);
    if (!isElementwise(node) || absorbed.has(root)) continue;
    const activation = activationOf(node);
    const terms =
      activation === "none"
        ? termsOf(root, 1)
        : absorbInto(node.inputs[0] ?? 0, 1, ["batchNorm", "add", "scale", "subsamplePad"]);
    clusters.set(root, { root, terms, activation });
  }
  return clusters;
}

function plainTerm(source: number, factor: number): ClusterTerm {
  return { source, normalization: null, factor, subsample: null };
}

function activationOf({ op }: GraphNode): Activation {
  return op === "relu" || op === "sigmoid" || op === "tanh" ? op : "none";
}

function countConsumers(nodes: readonly GraphNode[]): number[] {
  const counts = nodes.map(() => 0);
  for (const { inputs } of nodes) for (const input of inputs) counts[input] = (counts[input] ?? 0) + 1;
  return counts;
}

/** The node at an index that the graph itself names. */
export function requireNode(nodes: readonly GraphNode[], index: number): GraphNode {
  const node = nodes[index];
  if (node === undefined) throw new Error(`the graph has ${nodes.length} nodes, none at ${index}`);
  return node;
}
