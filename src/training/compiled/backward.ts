import { sum } from "../../core/statistics.ts";
import { concatenateGradient } from "../../kernels/webgl/concatenate.ts";
import { convInputGradient } from "../../kernels/webgl/conv-input-gradient.ts";
import type { Draw } from "../../kernels/webgl/draw.ts";
import { flattenGradient } from "../../kernels/webgl/flatten.ts";
import { globalAveragePoolGradient } from "../../kernels/webgl/global-average-pool.ts";
import { groupedConvInputGradient } from "../../kernels/webgl/grouped-conv-input-gradient.ts";
import { maxPoolGradient } from "../../kernels/webgl/max-pool.ts";
import type { BlockLabel, GraphNode } from "../../models/graph.ts";
import { emitClusterGradients } from "./backward-cluster.ts";
import { emitWeightUpdates } from "./backward-weights.ts";
import { groupsOf, poolWindow, windowOf } from "./forward.ts";
import { bindAddends, Gradients, plainAddend, type BoundAddend } from "./gradients.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import { emitProbe } from "./probes.ts";

/**
 * Appends the backward pass: nodes in reverse order, each passing its gradient on to its inputs and updating its own
 * parameters as soon as their gradient is known.
 * @param outputGradient buffer with the gradient of the net's output
 * @returns the probed blocks, in graph order
 */
export function emitBackward(builder: PlanBuilder, outputGradient: string): BlockLabel[] {
  const { nodes } = builder.architecture;
  const { observed } = builder;
  const learns = findLearners(nodes, new Set([...observed.gradients, ...observed.edges.map(({ from }) => from)]));
  const labelled = nodes.flatMap(({ block }, index) => (block === undefined ? [] : [{ block, index }]));
  const gradients = new Gradients(builder);
  gradients.add(nodes.length - 1, null, plainAddend(builder, nodes.length - 1, outputGradient));
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node === undefined || learns[index] !== true) continue;
    observeEdges(builder, gradients, index);
    const column = labelled.findIndex((each) => each.index === index);
    if (column >= 0) emitProbe(builder, gradients, index, column);
    if (observed.gradients.has(index)) observeGradient(builder, gradients, index);
    emitNodeGradients(builder, gradients, { node, index, learns });
  }
  return labelled.map(({ block }) => block);
}

/** A node in the backward pass; `learns` tells which nodes need a gradient, because something before them is trained. */
export interface BackwardNode {
  readonly node: GraphNode;
  readonly index: number;
  readonly learns: readonly boolean[];
}

/** Labelled block outputs and nodes whose gradients are observed count as trained, so that their gradients are there. */
function findLearners(nodes: readonly GraphNode[], observed: ReadonlySet<number>): boolean[] {
  const learns: boolean[] = [];
  for (const [index, { op, inputs, block }] of nodes.entries()) {
    const isTrained = op === "conv" || op === "dense" || op === "batchNorm";
    learns.push(isTrained || block !== undefined || observed.has(index) || inputs.some((input) => learns[input]));
  }
  return learns;
}

/** Before the parts of a node's gradient are added up. */
function observeEdges({ observed, observedEdges }: PlanBuilder, gradients: Gradients, index: number): void {
  for (const edge of observed.edges) {
    const buffer = edge.from === index ? gradients.separate(index, edge.to) : null;
    if (buffer !== null) observedEdges.set(edge, buffer);
  }
}

function observeGradient({ observedGradients }: PlanBuilder, gradients: Gradients, index: number): void {
  const gradient = gradients.resolve(index, true)?.gradient;
  if (gradient !== undefined) observedGradients.set(index, gradient);
}

function emitNodeGradients(builder: PlanBuilder, gradients: Gradients, { node, index, learns }: BackwardNode): void {
  const cluster = builder.clusters.get(index);
  if (cluster !== undefined) {
    emitClusterGradients(builder, gradients, cluster, learns);
    return;
  }
  const gradient = gradients.resolve(index, true)?.gradient;
  if (gradient === undefined) return;
  if (node.op === "conv" || node.op === "dense") emitWeightUpdates(builder, node, index, gradient);
  node.inputs.forEach((from, place) => {
    if (learns[from] === true) addInputProducer(builder, gradients, { node, index, gradient, from, place });
  });
}

/** A node whose gradient is in the buffer `gradient`, and one of its inputs, with its place among them. */
interface Edge {
  readonly node: GraphNode;
  readonly index: number;
  readonly gradient: string;
  readonly from: number;
  readonly place: number;
}

function addInputProducer(builder: PlanBuilder, gradients: Gradients, edge: Edge): void {
  const { node, index, gradient, from } = edge;
  gradients.add(from, index, (target, addends) => {
    const others = { kernel: `${node.name}/kernel`, x: builder.valueOf(from), y: builder.valueOf(index) };
    builder.emit({
      name: `${node.name}/input-gradient`,
      phase: "backward",
      ...bindAddends(addends, { outputGradient: gradient, ...others }),
      writes: { output: target },
      draws: inputGradientDraws(builder, edge, addends),
    });
  });
}

function inputGradientDraws(
  builder: PlanBuilder,
  { node, index, from, place }: Edge,
  addends: readonly BoundAddend[],
): Draw[] {
  const { drawBuffers } = builder;
  const input = builder.layoutOf(from);
  const output = builder.layoutOf(index);
  switch (node.op) {
    case "conv":
    case "dense": {
      const options = { input, output, window: windowOf(node), addends, drawBuffers };
      const groups = groupsOf(node);
      return groups === 1 ? convInputGradient(options) : groupedConvInputGradient({ ...options, groups });
    }
    case "concatenate": {
      const before = node.inputs.slice(0, place).map((part) => builder.layoutOf(part).channels);
      const first = sum(before);
      return concatenateGradient({ input, output, first, addends, drawBuffers });
    }
    case "maxPool":
      return maxPoolGradient({ input, output, window: poolWindow(node), addends, drawBuffers });
    case "globalAveragePool":
      return globalAveragePoolGradient(input, addends, drawBuffers);
    case "flatten":
      return flattenGradient(input, addends, drawBuffers);
    default:
      throw new Error(`'${node.name}' is a ${node.op}, which passes no gradient on by itself`);
  }
}
