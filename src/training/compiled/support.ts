import { layoutTensor, textureOf } from "../../kernels/webgl/layout.ts";
import { kernelTexture } from "../../kernels/webgl/parameter-layout.ts";
import { formatShape } from "../../core/shape.ts";
import type { Architecture, GraphNode } from "../../models/graph.ts";
import type { LossKind } from "../contract/session.ts";
import type { DeviceLimits } from "./commands.ts";
import { groupsOf } from "./forward.ts";

const knownOps: readonly string[] = [
  "input",
  "conv",
  "dense",
  "batchNorm",
  "relu",
  "sigmoid",
  "tanh",
  "add",
  "scale",
  "complement",
  "multiply",
  "concatenate",
  "dropout",
  "stochasticDepth",
  "maxPool",
  "subsamplePad",
  "globalAveragePool",
  "flatten",
];

/** Weights that one fragment multiplies are written out in its program: beyond this side it would not compile. */
const largestKernel = 7;

/**
 * Looks for a reason why the compiled engine cannot train the net at this batch size on this device.
 * @returns the reason as a clause ("'lrn1' is a normalisation, …"), or null if there is none
 */
export function findObstacle(
  architecture: Architecture,
  { batch, loss, limits }: { readonly batch: number; readonly loss: LossKind; readonly limits: DeviceLimits },
): string | null {
  const output = architecture.nodes.at(-1);
  if (loss === "cross-entropy" && output?.shape.length !== 1) {
    return `cross-entropy needs a vector of logits, not ${formatShape(output?.shape ?? [])}`;
  }
  const useless = findUnreachable(architecture.nodes);
  if (useless !== null) return `nothing depends on '${useless}', so it cannot be trained`;
  for (const node of architecture.nodes) {
    const obstacle = obstacleAt(node, architecture.nodes, limits) ?? sizeObstacle(node, batch, limits);
    if (obstacle !== null) return obstacle;
  }
  return null;
}

/** The name of a node on which the output does not depend, or null. */
function findUnreachable(nodes: readonly GraphNode[]): string | null {
  const needed = new Set([nodes.length - 1]);
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node === undefined || !needed.has(index)) return node?.name ?? null;
    for (const input of node.inputs) needed.add(input);
  }
  return null;
}

function obstacleAt(node: GraphNode, nodes: readonly GraphNode[], limits: DeviceLimits): string | null {
  if (!knownOps.includes(node.op)) return `'${node.name}' is a ${node.op}, which has no compiled kernel`;
  if (node.op !== "conv" && node.op !== "dense") return null;
  if (node.op === "conv" && node.kernel > largestKernel) {
    return `'${node.name}' has a ${node.kernel} × ${node.kernel} kernel, larger than ${largestKernel}`;
  }
  const channelsIn = (nodes[node.inputs[0] ?? 0]?.shape.at(-1) ?? 1) / groupsOf(node);
  const channelsOut = node.shape.at(-1) ?? 1;
  const { width, height } = kernelTexture({ side: node.op === "conv" ? node.kernel : 1, channelsIn, channelsOut });
  if (Math.max(width, height) <= limits.textureSize) return null;
  return `the weights of '${node.name}' need a texture of ${width} × ${height}, larger than ${limits.textureSize}`;
}

function sizeObstacle({ name, shape }: GraphNode, batch: number, limits: DeviceLimits): string | null {
  const { width, height, layers } = textureOf(layoutTensor(batch, shape, limits.drawBuffers));
  if (Math.max(width, height) > limits.textureSize) {
    return `a batch of ${batch} at '${name}' needs a texture of ${width} × ${height}, larger than ${limits.textureSize}`;
  }
  if (layers <= limits.arrayLayers) return null;
  return `'${name}' (${formatShape(shape)}) needs ${layers} texture layers, more than ${limits.arrayLayers}`;
}
