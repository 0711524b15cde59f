import type { Activation } from "../../kernels/webgl/activation.ts";
import type { GraphNode } from "../../models/graph.ts";

/** A summand of a cluster: factor · (the value of node `source`, normalised by node `normalization` if there is one). */
export interface ClusterTerm {
  readonly source: number;
  readonly normalization: number | null;
  readonly factor: number;
  /** Set for option A: every `stride`-th pixel is taken and channels are padded. */
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

type Op = GraphNode["op"];
const elementwise: readonly Op[] = ["batchNorm", "relu", "sigmoid", "tanh", "add", "scale", "subsamplePad"];
/** What can become a term of a sum, and what can come right before an activation. */
const termOps: readonly Op[] = ["batchNorm", "scale", "subsamplePad"];
const activatedOps: readonly Op[] = [...termOps, "add"];

/**
 * Gathers element-wise nodes into clusters: an activation takes in the sum, scaling or normalisation before it, a sum
 * takes in the normalisations, scalings and option-A shortcuts before it, as long as nobody else reads their value.
 * Labelled block outputs are always stored: probes and readers look at them.
 * @returns the cluster of each root node, by node index
 */
export function findClusters(nodes: readonly GraphNode[]): Map<number, Cluster> {
  const gatherer = new Gatherer(nodes);
  const clusters = new Map<number, Cluster>();
  for (let root = nodes.length - 1; root >= 0; root--) {
    const cluster = gatherer.gather(root);
    if (cluster !== null) clusters.set(root, cluster);
  }
  return clusters;
}

class Gatherer {
  readonly #nodes: readonly GraphNode[];
  readonly #consumers: readonly number[];
  readonly #absorbed = new Set<number>();

  constructor(nodes: readonly GraphNode[]) {
    this.#nodes = nodes;
    this.#consumers = countConsumers(nodes);
  }

  /** The cluster that ends at a node, or null if the node is not element-wise or belongs to a later cluster. */
  gather(root: number): Cluster | null {
    const node = requireNode(this.#nodes, root);
    if (!elementwise.includes(node.op) || this.#absorbed.has(root)) return null;
    const activation = activationOf(node);
    const terms = activation === "none" ? this.#termsOf(root, 1) : this.#absorb(node.inputs[0] ?? 0, 1, activatedOps);
    return { root, terms, activation };
  }

  #termsOf(index: number, factor: number): ClusterTerm[] {
    const node = requireNode(this.#nodes, index);
    const from = node.inputs[0] ?? 0;
    switch (node.op) {
      case "batchNorm":
        return [{ source: from, normalization: index, factor, subsample: null }];
      case "subsamplePad":
        return [{ source: from, normalization: null, factor, subsample: { stride: node.stride } }];
      case "scale":
        return this.#absorb(from, factor * node.factor, termOps);
      case "add": {
        const ops = node.inputs.length <= mostFusedTerms ? termOps : [];
        return node.inputs.flatMap((term) => this.#absorb(term, factor, ops));
      }
      default:
        return [plainTerm(index, factor)];
    }
  }

  /** The terms of a node that nobody else reads, if its operation is among `ops`; otherwise its stored value. */
  #absorb(index: number, factor: number, ops: readonly Op[]): ClusterTerm[] {
    const node = requireNode(this.#nodes, index);
    if (this.#consumers[index] !== 1 || node.block !== undefined || !ops.includes(node.op)) {
      return [plainTerm(index, factor)];
    }
    this.#absorbed.add(index);
    return this.#termsOf(index, factor);
  }
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
