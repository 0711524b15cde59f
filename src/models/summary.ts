import { sumOf } from "../core/statistics.ts";
import { sizeOf, type Shape } from "../core/shape.ts";
import type { Architecture, GraphNode, Operation } from "./graph.ts";
import { parameterSlots } from "./parameters.ts";

export interface Counts {
  /** Trained: kernels, biases, γ and β. */
  readonly parameters: number;
  /** Of convolutions and dense layers, for one example. */
  readonly multiplyAdds: number;
  /** Output values for one example. */
  readonly activations: number;
}

export interface SummaryRow extends Counts {
  readonly name: string;
  readonly op: Operation["op"];
  /** Shape of the layer's output for one example. */
  readonly shape: Shape;
}

export interface StageSummary extends Counts {
  /** "Stem", "Stage 1", … and "Head". */
  readonly stage: string;
  /** Shape of the stage's output for one example. */
  readonly shape: Shape;
  /** Labelled blocks in it. */
  readonly blocks: number;
}

/** One row for each node, in graph order, exact to the unit. */
export function summarize({ nodes }: Architecture): SummaryRow[] {
  return nodes.map((node) => ({
    name: node.name,
    op: node.op,
    shape: node.shape,
    parameters: sumOf(parameterSlots(node, nodes), ({ trainable, shape }) => (trainable ? sizeOf(shape) : 0)),
    multiplyAdds: multiplyAddsOf(node, nodes),
    activations: sizeOf(node.shape),
  }));
}

/** One row for each stage: where parameters and work are. A stage ends with its last labelled block. */
export function summarizeStages(architecture: Architecture): StageSummary[] {
  const rows = summarize(architecture);
  const names = stageNames(architecture);
  return [...new Set(names)].map((stage) => {
    const own = rows.filter((_, at) => names[at] === stage);
    const total = (count: keyof Counts): number => sumOf(own, (row) => row[count]);
    return {
      stage,
      shape: own.at(-1)?.shape ?? [],
      blocks: architecture.nodes.filter(({ block }, at) => names[at] === stage && (block?.index ?? 0) > 0).length,
      parameters: total("parameters"),
      multiplyAdds: total("multiplyAdds"),
      activations: total("activations"),
    };
  });
}

/** The stage of each node: that of the next labelled one, for labels sit on the outputs of blocks. */
function stageNames({ nodes }: Architecture): string[] {
  const names: string[] = [];
  const isLabelled = nodes.some(({ block }) => block !== undefined);
  let name = isLabelled ? "Head" : "Net";
  for (const { block } of nodes.toReversed()) {
    if (block !== undefined) name = block.index === 0 ? "Stem" : `Stage ${block.stage}`;
    names.unshift(name);
  }
  return names;
}

/** Trained parameters: kernels, biases, γ and β. Running statistics do not count. */
export function countParameters(architecture: Architecture): number {
  return sumOf(summarize(architecture), ({ parameters }) => parameters);
}

/** Multiply-adds of convolutions and dense layers for one example: what He et al. 2015 call FLOPs. */
export function countMultiplyAdds(architecture: Architecture): number {
  return sumOf(summarize(architecture), ({ multiplyAdds }) => multiplyAdds);
}

/** Values that a training step holds for one example if it keeps every node's output, the input included. */
export function countActivations(architecture: Architecture): number {
  return sumOf(summarize(architecture), ({ activations }) => activations);
}

/** Every output value is one sum over the kernel's taps and input channels; border taps on zeros count, as in the papers. */
function multiplyAddsOf(node: GraphNode, nodes: readonly GraphNode[]): number {
  const channelsIn = nodes[node.inputs[0] ?? -1]?.shape.at(-1) ?? 0;
  if (node.op === "conv") return (sizeOf(node.shape) * node.kernel ** 2 * channelsIn) / node.groups;
  if (node.op === "dense") return node.units * channelsIn;
  return 0;
}
