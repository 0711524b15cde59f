import { concatenate } from "../../kernels/webgl/concatenate.ts";
import { convForward, type Window } from "../../kernels/webgl/conv-forward.ts";
import type { Draw } from "../../kernels/webgl/draw.ts";
import { flatten } from "../../kernels/webgl/flatten.ts";
import { globalAveragePool } from "../../kernels/webgl/global-average-pool.ts";
import { groupedConvForward } from "../../kernels/webgl/grouped-conv-forward.ts";
import { maxPool } from "../../kernels/webgl/max-pool.ts";
import type { GraphNode } from "../../models/graph.ts";
import { emitCluster, type NormalizationMode } from "./forward-cluster.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** Appends the commands that compute every node's value, in graph order. */
export function emitForward(builder: PlanBuilder, mode: NormalizationMode): void {
  builder.architecture.nodes.forEach((node, index) => {
    const cluster = builder.clusters.get(index);
    if (cluster !== undefined) emitCluster(builder, cluster, mode);
    else emitNode(builder, node, index);
  });
}

/** The window of a convolution; a dense layer is a 1 × 1 convolution over an image of one pixel. */
export function windowOf(node: GraphNode): Window {
  if (node.op !== "conv") return { side: 1, stride: 1, padding: 0 };
  return { side: node.kernel, stride: node.stride, padding: node.padding };
}

/** Parts into which a layer's channels fall that do not see each other. */
export function groupsOf(node: GraphNode): number {
  return node.op === "conv" ? node.groups : 1;
}

export function poolWindow({ window, stride, padding }: GraphNode & { readonly op: "maxPool" }): Window {
  return { side: window, stride, padding };
}

function emitNode(builder: PlanBuilder, node: GraphNode, index: number): void {
  const output = builder.layoutOf(index);
  if (node.op === "input") {
    builder.addTensor(builder.valueOf(index), "input", output);
    return;
  }
  const { drawBuffers, limits } = builder;
  const input = builder.layoutOf(node.inputs[0] ?? 0);
  const emit = (draws: Draw[], others: Readonly<Record<string, string>> = {}): void => {
    const reads = { x: builder.valueOf(node.inputs[0] ?? 0), ...others };
    const writes = { output: builder.addTensor(node.name, "activation", output) };
    builder.emit({ name: `${node.name}/forward`, phase: "forward", reads, writes, draws });
  };
  const weights = { kernel: `${node.name}/kernel`, bias: `${node.name}/bias` };
  switch (node.op) {
    case "conv":
    case "dense": {
      const options = { input, output, window: windowOf(node), bias: node.bias, drawBuffers };
      const groups = groupsOf(node);
      return emit(groups === 1 ? convForward(options) : groupedConvForward({ ...options, groups }), weights);
    }
    case "concatenate": {
      const parts = node.inputs.map((part) => builder.layoutOf(part));
      const reads = node.inputs.map((part, at) => [`x${at}`, builder.valueOf(part)] as const);
      return emit(
        concatenate({ parts, output, drawBuffers, textureUnits: limits.textureUnits }),
        Object.fromEntries(reads),
      );
    }
    case "maxPool":
      return emit(maxPool({ input, output, window: poolWindow(node), drawBuffers }));
    case "globalAveragePool":
      return emit(globalAveragePool(input, output, drawBuffers));
    case "flatten":
      return emit(flatten(input, output, drawBuffers));
    default:
      // Element-wise nodes without a cluster of their own are computed within another one
      return;
  }
}
