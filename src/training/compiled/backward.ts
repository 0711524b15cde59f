import { biasSums, biasUpdate } from "../../kernels/webgl/bias-gradient.ts";
import { convInputGradient } from "../../kernels/webgl/conv-input-gradient.ts";
import { convKernelGradient, splitKernelGradient } from "../../kernels/webgl/conv-kernel-gradient.ts";
import { flattenGradient } from "../../kernels/webgl/flatten.ts";
import { globalAveragePoolGradient } from "../../kernels/webgl/global-average-pool.ts";
import { kernelUpdate } from "../../kernels/webgl/kernel-update.ts";
import { partialTexture, splitRows } from "../../kernels/webgl/row-split.ts";
import type { BlockLabel, GraphNode } from "../../models/graph.ts";
import { emitClusterGradients } from "./backward-cluster.ts";
import { windowOf } from "./forward.ts";
import { bindAddends, Gradients, plainAddend } from "./gradients.ts";
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
  const learns = findLearners(nodes);
  const labelled = nodes.flatMap(({ block }, index) => (block === undefined ? [] : [{ block, index }]));
  const gradients = new Gradients(builder);
  gradients.addAddend(nodes.length - 1, plainAddend(builder, nodes.length - 1, outputGradient));
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node === undefined || (learns[index] !== true && node.block === undefined)) continue;
    const column = labelled.findIndex((each) => each.index === index);
    if (column >= 0) emitProbe(builder, gradients, index, column);
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

/** A labelled block output counts as trained, so that probes find its gradient. */
function findLearners(nodes: readonly GraphNode[]): boolean[] {
  const learns: boolean[] = [];
  for (const { op, inputs, block } of nodes) {
    const own = op === "conv" || op === "dense" || op === "batchNorm" || block !== undefined;
    learns.push(own || inputs.some((input) => learns[input]));
  }
  return learns;
}

function emitNodeGradients(builder: PlanBuilder, gradients: Gradients, at: BackwardNode): void {
  const { node, index, learns } = at;
  const cluster = builder.clusters.get(index);
  if (cluster !== undefined) {
    emitClusterGradients(builder, gradients, cluster, learns);
    return;
  }
  const gradient = gradients.resolve(index, true)?.gradient;
  if (gradient === undefined) return;
  const from = node.inputs[0] ?? 0;
  if (node.op === "conv" || node.op === "dense") emitWeightUpdates(builder, node, index, gradient);
  if (learns[from] === true && node.op !== "input") addInputProducer(builder, gradients, node, index, gradient);
}

function addInputProducer(
  builder: PlanBuilder,
  gradients: Gradients,
  node: GraphNode,
  index: number,
  gradient: string,
): void {
  const from = node.inputs[0] ?? 0;
  const input = builder.layoutOf(from);
  const { drawBuffers } = builder;
  gradients.addProducer(from, (target, addends) => {
    const command = {
      name: `${node.name}/input-gradient`,
      phase: "backward",
      reads: { outputGradient: gradient, kernel: `${node.name}/kernel`, ...bindAddends(addends) },
      writes: { output: target },
    } as const;
    switch (node.op) {
      case "conv":
      case "dense": {
        const options = { input, output: builder.layoutOf(index), window: windowOf(node), addends, drawBuffers };
        builder.emit({ ...command, draws: convInputGradient(options) });
        return;
      }
      case "globalAveragePool":
        builder.emit({ ...command, draws: globalAveragePoolGradient(input, addends, drawBuffers) });
        return;
      case "flatten":
        builder.emit({ ...command, draws: flattenGradient(input, addends, drawBuffers) });
        return;
      default:
        throw new Error(`'${node.name}' is a ${node.op}, which passes no gradient on by itself`);
    }
  });
}

function emitWeightUpdates(
  builder: PlanBuilder,
  node: GraphNode & { readonly op: "conv" | "dense" },
  index: number,
  gradient: string,
): void {
  const from = node.inputs[0] ?? 0;
  const output = builder.layoutOf(index);
  const input = builder.layoutOf(from);
  const { drawBuffers, limits } = builder;
  const window = windowOf(node);
  const split = splitKernelGradient({ input, output, window, drawBuffers }, limits.textureSize);
  const kernel = `${node.name}/kernel`;
  const partial = builder.addTexture(`${kernel}/partial`, "partial", split.partial);
  builder.emit({
    name: `${node.name}/kernel-gradient`,
    phase: "backward",
    reads: { x: builder.valueOf(from), outputGradient: gradient },
    writes: { partial },
    draws: convKernelGradient({ input, output, window, drawBuffers }, split),
  });
  const sizes = { side: window.side, channelsIn: input.channels, channelsOut: output.channels };
  builder.emit({
    name: `${node.name}/kernel-update`,
    phase: "update",
    reads: { partial, kernel },
    writes: { updated: kernel },
    draws: kernelUpdate(sizes, split, drawBuffers),
  });
  if (node.bias) emitBiasUpdate(builder, node.name, index, gradient);
}

function emitBiasUpdate(builder: PlanBuilder, name: string, index: number, gradient: string): void {
  const output = builder.layoutOf(index);
  const split = splitRows(output);
  const bias = `${name}/bias`;
  const partial = `${bias}/partial`;
  const options = { output, split, drawBuffers: builder.drawBuffers };
  const sums = biasSums(options);
  if (sums.length > 0) builder.addTexture(partial, "partial", partialTexture(output, split, 1));
  const reads = { outputGradient: gradient, partial, bias };
  builder.emit({ name: `${name}/bias-gradient`, phase: "backward", reads, writes: { partial }, draws: sums });
  builder.emit({
    name: `${name}/bias-update`,
    phase: "update",
    reads,
    writes: { updated: bias },
    draws: biasUpdate(options),
  });
}
