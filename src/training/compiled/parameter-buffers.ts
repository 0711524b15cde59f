import {
  channelTexture,
  kernelTexture,
  packChannels,
  packKernel,
  unpackChannels,
  unpackKernel,
  type KernelSizes,
} from "../../kernels/webgl/parameter-layout.ts";
import { countMoments, type OptimizerKind } from "../../kernels/webgl/optimizer-step.ts";
import type { Architecture, GraphNode } from "../../models/graph.ts";
import { parameterSlots, type ParameterSlot } from "../../models/parameters.ts";
import type { VirtualBuffer } from "./commands.ts";

/** One parameter by its graph name and the layer of its buffer that holds it. */
export interface StoredParameter {
  readonly slot: ParameterSlot;
  readonly layer: number;
}

/** A buffer of parameters: a kernel or bias, or BN's γ and β, with their moments behind them; or running statistics. */
export interface ParameterBuffer extends VirtualBuffer {
  readonly stored: readonly StoredParameter[];
  /** Set for weights, null for values per channel. */
  readonly kernel: KernelSizes | null;
}

/** The buffers of all parameters of a net, by id: `conv1/kernel`, `dense1/bias`, `bn1/affine`, `bn1/running`. */
export function parameterBuffers({ nodes }: Architecture, optimizer: OptimizerKind): Map<string, ParameterBuffer> {
  const buffers = nodes.flatMap((node) => buffersOf(node, nodes, 1 + countMoments(optimizer)));
  return new Map(buffers.map((buffer) => [buffer.id, buffer]));
}

/** @param copies layers for each trained value: itself and its moments */
function buffersOf(node: GraphNode, nodes: readonly GraphNode[], copies: number): ParameterBuffer[] {
  const slots = parameterSlots(node, nodes);
  if (node.op === "batchNorm") {
    const channels = node.shape.at(-1) ?? 1;
    const store = (roles: readonly string[]): StoredParameter[] =>
      slots.filter(({ role }) => roles.includes(role)).map((slot, layer) => ({ slot, layer }));
    const affine = { id: `${node.name}/affine`, size: channelTexture(channels, 2 * copies), kernel: null };
    const running = { id: `${node.name}/running`, size: channelTexture(channels, 2), kernel: null };
    return [
      { ...affine, role: "parameter", stored: store(["gamma", "beta"]) },
      { ...running, role: "running", stored: store(["mean", "variance"]) },
    ];
  }
  return slots.map((slot) => {
    const channelsOut = slot.shape.at(-1) ?? 1;
    const stored = [{ slot, layer: 0 }];
    if (slot.role === "bias") {
      return { id: slot.name, size: channelTexture(channelsOut, copies), role: "parameter", stored, kernel: null };
    }
    const side = slot.shape.length === 4 ? (slot.shape[0] ?? 1) : 1;
    const kernel = { side, channelsIn: slot.shape.at(-2) ?? 1, channelsOut };
    return { id: slot.name, size: { ...kernelTexture(kernel), layers: copies }, role: "parameter", stored, kernel };
  });
}

/** Copies a parameter's values, in the graph's own layout, into the texels of its buffer. */
export function packParameter(
  { kernel }: ParameterBuffer,
  { layer }: StoredParameter,
  values: ArrayLike<number>,
  texels: Float32Array,
): void {
  if (kernel === null) packChannels(values, texels, layer);
  else packKernel(values, kernel, texels, layer);
}

/** A parameter's values in the graph's own layout. */
export function unpackParameter(
  { kernel }: ParameterBuffer,
  { slot, layer }: StoredParameter,
  texels: Float32Array,
): Float32Array {
  if (kernel !== null) return unpackKernel(texels, kernel, layer);
  return unpackChannels(texels, slot.shape[0] ?? 0, layer);
}
