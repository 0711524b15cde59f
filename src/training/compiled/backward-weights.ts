import { biasSums, biasUpdate } from "../../kernels/webgl/bias-gradient.ts";
import { convKernelGradient, splitKernelGradient } from "../../kernels/webgl/conv-kernel-gradient.ts";
import {
  groupedConvKernelGradient,
  splitGroupedKernelGradient,
} from "../../kernels/webgl/grouped-conv-kernel-gradient.ts";
import { kernelUpdate } from "../../kernels/webgl/kernel-update.ts";
import { partialTexture, splitRows } from "../../kernels/webgl/row-split.ts";
import type { GraphNode } from "../../models/graph.ts";
import { groupsOf, windowOf } from "./forward.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** Appends the gradient and update of a convolution's or dense layer's weights and bias. */
export function emitWeightUpdates(
  builder: PlanBuilder,
  node: GraphNode & { readonly op: "conv" | "dense" },
  index: number,
  gradient: string,
): void {
  const from = node.inputs[0] ?? 0;
  const output = builder.layoutOf(index);
  const input = builder.layoutOf(from);
  const { drawBuffers, limits, optimizer } = builder;
  const window = windowOf(node);
  const groups = groupsOf(node);
  const options = { input, output, window, groups, drawBuffers };
  const split =
    groups === 1
      ? splitKernelGradient(options, limits.textureSize)
      : splitGroupedKernelGradient(options, limits.textureSize);
  const kernel = `${node.name}/kernel`;
  const partial = builder.addTexture(`${kernel}/partial`, "partial", split.partial);
  builder.emit({
    name: `${node.name}/kernel-gradient`,
    phase: "backward",
    reads: { x: builder.valueOf(from), outputGradient: gradient },
    writes: { partial },
    draws: groups === 1 ? convKernelGradient(options, split) : groupedConvKernelGradient(options, split),
  });
  const sizes = { side: window.side, channelsIn: input.channels / groups, channelsOut: output.channels };
  builder.emit({
    name: `${node.name}/kernel-update`,
    phase: "update",
    reads: { partial, kernel },
    writes: { updated: kernel },
    draws: kernelUpdate(sizes, split, optimizer, drawBuffers),
  });
  if (node.bias) emitBiasUpdate(builder, node.name, index, gradient);
}

function emitBiasUpdate(builder: PlanBuilder, name: string, index: number, gradient: string): void {
  const output = builder.layoutOf(index);
  const split = splitRows(output);
  const bias = `${name}/bias`;
  const partial = `${bias}/partial`;
  const { drawBuffers, optimizer } = builder;
  const options = { output, split, optimizer, drawBuffers };
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
