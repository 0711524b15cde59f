import type { Activation } from "../../kernels/webgl/activation.ts";
import type { GraphNode } from "../../models/graph.ts";

/** A node's stored value, or 1 − it. */
export interface Factor {
  readonly source: number;
  readonly complement: boolean;
}

/** A summand of a cluster: factor · (the value of node `source`, normalised by node `normalization` if there is one). */
export interface ClusterTerm extends Factor {
  readonly normalization: number | null;
  readonly factor: number;
  /** Set for option A: every `stride`-th pixel is taken and channels are padded. */
  readonly subsample: { readonly stride: number } | null;
  /** By what the value is multiplied, element by element. */
  readonly gate: Factor | null;
  /** The dropout or stochastic depth that the value goes through. */
  readonly chance: number | null;
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
/** What can become a term of a sum, and what can come right before an activation. */
const certainOps: readonly Op[] = ["batchNorm", "scale", "subsamplePad", "complement", "multiply"];
const termOps: readonly Op[] = [...certainOps, "dropout", "stochasticDepth"];
const activatedOps: readonly Op[] = [...termOps, "add"];
const elementwise: readonly Op[] = [...activatedOps, "relu", "sigmoid", "tanh"];

/**
 * Gathers element-wise nodes into clusters: an activation takes in the sum, product, scaling or normalisation before it, a
 * sum takes in the normalisations, scalings, gates, drops and option-A shortcuts before it, as long as nobody else reads
 * their value. Labelled block outputs are always stored: probes and readers look at them.
 * @param separate nodes that no other node may take in, as somebody wants to see them
 * @returns the cluster of each root node, by node index
 */
export function findClusters(nodes: readonly GraphNode[], separate: ReadonlySet<number>): Map<number, Cluster> {
  const gatherer = new Gatherer(nodes, separate);
  const clusters = new Map<number, Cluster>();
  for (let root = nodes.length - 1; root >= 0; root--) {
    const cluster = gatherer.gather(root);
    if (cluster !== null) clusters.set(root, cluster);
  }
  return clusters;
}

class Gatherer {
  readonly #nodes: readonly GraphNode[];
  readonly #separate: ReadonlySet<number>;
  readonly #consumers: readonly number[];
  readonly #absorbed = new Set<number>();

  constructor(nodes: readonly GraphNode[], separate: ReadonlySet<number>) {
    this.#nodes = nodes;
    this.#separate = separate;
    this.#consumers = countConsumers(nodes);
  }

  /** The cluster that ends at a node, or null if the node is not element-wise or belongs to a later cluster. */
  gather(root: number): Cluster | null {
    const node = requireNode(this.#nodes, root);
    if (!elementwise.includes(node.op) || this.#absorbed.has(root)) return null;
    const activation = activationOf(node);
    const terms =
      activation === "none" ? this.#termsOf(root, 1, termOps) : this.#absorb(node.inputs[0] ?? 0, 1, activatedOps);
    return { root, terms, activation };
  }

  /** The terms whose sum, times `factor`, a node is; nodes before it may be taken in if they are among `ops`. */
  #termsOf(index: number, factor: number, ops: readonly Op[]): ClusterTerm[] {
    const node = requireNode(this.#nodes, index);
    const from = node.inputs[0] ?? 0;
    switch (node.op) {
      case "batchNorm":
        return [{ ...plainTerm(from, factor), normalization: index }];
      case "subsamplePad":
        return [{ ...plainTerm(from, factor), subsample: { stride: node.stride } }];
      case "complement":
        return [{ ...plainTerm(from, factor), complement: true }];
      case "dropout":
        return [{ ...plainTerm(from, factor), chance: index }];
      case "stochasticDepth":
        // The coin falls for all terms alike, so that what it drops may be normalised, but not dropped once more
        return this.#absorb(
          from,
          factor,
          ops.filter((op) => certainOps.includes(op)),
        ).map((term) => ({ ...term, chance: index }));
      case "multiply": {
        const [first, second] = [this.#factor(from), this.#factor(node.inputs[1] ?? 0)];
        return [{ ...plainTerm(first.source, factor), complement: first.complement, gate: second }];
      }
      case "scale":
        return this.#absorb(from, factor * node.factor, ops);
      case "add": {
        const mayFuse = node.inputs.length <= mostFusedTerms;
        return node.inputs.flatMap((term) => this.#absorb(term, factor, mayFuse ? termOps : []));
      }
      default:
        return [plainTerm(index, factor)];
    }
  }

  /** The terms of a node that nobody else reads, if its operation is among `ops`; otherwise its stored value. */
  #absorb(index: number, factor: number, ops: readonly Op[]): ClusterTerm[] {
    const node = requireNode(this.#nodes, index);
    if (!this.#isPrivate(index) || !ops.includes(node.op)) return [plainTerm(index, factor)];
    this.#absorbed.add(index);
    return this.#termsOf(
      index,
      factor,
      ops.filter((op) => op !== "add"),
    );
  }

  /** A node as a factor of a product: 1 − x of a complement that nobody else reads. */
  #factor(index: number): Factor {
    const node = requireNode(this.#nodes, index);
    if (node.op !== "complement" || !this.#isPrivate(index)) return { source: index, complement: false };
    this.#absorbed.add(index);
    return { source: node.inputs[0] ?? 0, complement: true };
  }

  /** True where only one node reads the value. */
  #isPrivate(index: number): boolean {
    const { block } = requireNode(this.#nodes, index);
    return this.#consumers[index] === 1 && block === undefined && !this.#separate.has(index);
  }
}

function plainTerm(source: number, factor: number): ClusterTerm {
  return { source, complement: false, normalization: null, factor, subsample: null, gate: null, chance: null };
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
