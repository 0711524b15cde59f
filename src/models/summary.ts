import { declare, parameter } from "../core/declare.ts";
import { sizeOf, type Shape } from "../core/shape.ts";
import { sumOf } from "../core/statistics.ts";
import type { Architecture, GraphNode, Operation } from "./graph.ts";
import { architectureKind } from "./kinds.ts";
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

const net = parameter("architecture", architectureKind);

export const summarize = declare(
  {
    name: "summarize",
    help: "One row for each node, in graph order, exact to the unit: the shape that it puts out, its trained parameters, its multiply-adds and its output values, for one example.",
    parameters: [net],
    returns: ["SummaryRow[]"],
    example: "summarize(plainNet({depth: 8, width: 4}))",
  },
  rowsOf,
);

function rowsOf({ nodes }: Architecture): SummaryRow[] {
  return nodes.map((node) => ({
    name: node.name,
    op: node.op,
    shape: node.shape,
    parameters: sumOf(parameterSlots(node, nodes), ({ trainable, shape }) => (trainable ? sizeOf(shape) : 0)),
    multiplyAdds: multiplyAddsOf(node, nodes),
    activations: sizeOf(node.shape),
  }));
}

export const summarizeStages = declare(
  {
    name: "summarizeStages",
    help: "One row for each stage: where parameters and work are. A stage ends with its last labelled block.",
    parameters: [net],
    returns: ["StageSummary[]", '"Stem", "Stage 1", … and "Head"'],
    example: "summarizeStages(residualNet({depth: 20}))",
  },
  stagesOf,
);

function stagesOf(architecture: Architecture): StageSummary[] {
  const rows = rowsOf(architecture);
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

export const countParameters = declare(
  {
    name: "countParameters",
    help: "Trained parameters: kernels, biases, γ and β. Running statistics do not count.",
    parameters: [net],
    returns: ["number"],
    example: "countParameters(residualNet({depth: 20}))",
  },
  (architecture) => totalOf(architecture, "parameters"),
);

export const countMultiplyAdds = declare(
  {
    name: "countMultiplyAdds",
    help: "Multiply-adds of convolutions and dense layers for one example: what He et al. 2015 call FLOPs.",
    parameters: [net],
    returns: ["number"],
    example: "countMultiplyAdds(imageNetResNet({depth: 34}))",
  },
  (architecture) => totalOf(architecture, "multiplyAdds"),
);

export const countActivations = declare(
  {
    name: "countActivations",
    help: "Values that a training step holds for one example if it keeps every node's output, the input included.",
    parameters: [net],
    returns: ["number"],
    example: "countActivations(residualNet({depth: 20}))",
  },
  (architecture) => totalOf(architecture, "activations"),
);

/** All counts of a net that is known to be one. */
export function totalsOf(architecture: Architecture): Counts {
  const rows = rowsOf(architecture);
  const total = (count: keyof Counts): number => sumOf(rows, (row) => row[count]);
  return {
    parameters: total("parameters"),
    multiplyAdds: total("multiplyAdds"),
    activations: total("activations"),
  };
}

function totalOf(architecture: Architecture, count: keyof Counts): number {
  return sumOf(rowsOf(architecture), (row) => row[count]);
}

/** Every output value is one sum over the kernel's taps and input channels; border taps on zeros count, as in the papers. */
function multiplyAddsOf(node: GraphNode, nodes: readonly GraphNode[]): number {
  const channelsIn = nodes[node.inputs[0] ?? -1]?.shape.at(-1) ?? 0;
  if (node.op === "conv") return (sizeOf(node.shape) * node.kernel ** 2 * channelsIn) / node.groups;
  if (node.op === "dense") return node.units * channelsIn;
  return 0;
}
