import { combine, type Term } from "../../kernels/webgl/combine.ts";
import { channelStatistics, channelSums } from "../../kernels/webgl/channel-statistics.ts";
import { convForward, type Window } from "../../kernels/webgl/conv-forward.ts";
import { flatten } from "../../kernels/webgl/flatten.ts";
import { globalAveragePool } from "../../kernels/webgl/global-average-pool.ts";
import { partialTexture, splitRows } from "../../kernels/webgl/row-split.ts";
import type { GraphNode } from "../../models/graph.ts";
import { requireNode, type Cluster, type ClusterTerm } from "./clusters.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** Which statistics batch normalisation uses, and whether it averages them into the running ones. */
export type NormalizationMode = "training" | "batch-statistics" | "running-statistics";

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

/** Ids of the buffers that batch normalisation `name` fills in the forward pass and reads in the backward pass. */
export function statisticsOf(name: string): string {
  return `${name}/statistics`;
}

function emitNode(builder: PlanBuilder, node: GraphNode, index: number): void {
  const output = builder.layoutOf(index);
  const from = node.inputs[0] ?? 0;
  const { drawBuffers } = builder;
  if (node.op === "input") {
    builder.addTensor(builder.valueOf(index), "input", output);
    return;
  }
  const input = builder.layoutOf(from);
  const reads = { x: builder.valueOf(from) };
  const command = { name: `${node.name}/forward`, phase: "forward" } as const;
  switch (node.op) {
    case "conv":
    case "dense": {
      const writes = { output: builder.addTensor(node.name, "activation", output) };
      const draws = convForward({ input, output, window: windowOf(node), bias: node.bias, drawBuffers });
      const weights = { kernel: `${node.name}/kernel`, bias: `${node.name}/bias` };
      builder.emit({ ...command, reads: { ...reads, ...weights }, writes, draws });
      return;
    }
    case "globalAveragePool": {
      const writes = { output: builder.addTensor(node.name, "activation", output) };
      builder.emit({ ...command, reads, writes, draws: globalAveragePool(input, output, drawBuffers) });
      return;
    }
    case "flatten": {
      const writes = { output: builder.addTensor(node.name, "activation", output) };
      builder.emit({ ...command, reads, writes, draws: flatten(input, output, drawBuffers) });
      return;
    }
    default:
      // Element-wise nodes without a cluster of their own are computed within another one
      return;
  }
}

function emitCluster(builder: PlanBuilder, { root, terms, activation }: Cluster, mode: NormalizationMode): void {
  const reads: Record<string, string> = {};
  const kernelTerms = terms.map((term, at): Term => {
    reads[`x${at}`] = builder.valueOf(term.source);
    const layout = builder.layoutOf(term.source);
    const normalization = emitStatistics(builder, term, mode);
    if (term.normalization !== null) {
      const name = builder.nameOf(term.normalization);
      reads[`affine${at}`] = `${name}/affine`;
      reads[`statistics${at}`] = mode === "running-statistics" ? `${name}/running` : statisticsOf(name);
    }
    return { layout, factor: term.factor, stride: term.subsample?.stride ?? 1, normalization };
  });
  const output = builder.layoutOf(root);
  builder.emit({
    name: `${builder.nameOf(root)}/forward`,
    phase: "forward",
    reads,
    writes: { output: builder.addTensor(builder.nameOf(root), "activation", output) },
    draws: combine({ output, terms: kernelTerms, activation, drawBuffers: builder.drawBuffers }),
  });
}

function emitStatistics(builder: PlanBuilder, term: ClusterTerm, mode: NormalizationMode): Term["normalization"] {
  if (term.normalization === null) return "none";
  const node = requireNode(builder.architecture.nodes, term.normalization);
  if (node.op !== "batchNorm") throw new Error(`'${node.name}' is a ${node.op}, expected a batchNorm`);
  const { epsilon, name } = node;
  if (mode === "running-statistics") return { kind: "running", epsilon };
  const input = builder.layoutOf(term.source);
  const split = splitRows(input);
  const momentum = mode === "training" ? node.momentum : null;
  const options = { input, split, epsilon, momentum, drawBuffers: builder.drawBuffers };
  const reads = { x: builder.valueOf(term.source) };
  const sums = channelSums(options);
  const partial = `${name}/sums`;
  if (sums.length > 0) builder.addTexture(partial, "partial", partialTexture(input, split, 2));
  builder.emit({ name: `${name}/sums`, phase: "forward", reads, writes: { partial }, draws: sums });
  builder.emit({
    name: `${name}/statistics`,
    phase: mode === "training" ? "update" : "forward",
    reads: { ...reads, partial, running: `${name}/running` },
    writes: {
      statistics: builder.addTexture(statisticsOf(name), "statistics", { width: input.groups, height: 1, layers: 2 }),
      updated: `${name}/running`,
    },
    draws: channelStatistics(options),
  });
  return "batch";
}
