import { dropKey } from "../../core/counted-random.ts";
import { sizeOf, type Shape } from "../../core/shape.ts";
// eslint-disable-next-line house/import-direction -- this pass in plain loops goes when sessions observe edges
import { dropMask } from "../../kernels/drop-mask.ts";
import type { GraphNode } from "../../models/graph.ts";
import type { Values } from "../../core/statistics.ts";

type NodeOf<Op extends GraphNode["op"]> = Extract<GraphNode, { op: Op }>;

/** What taking a gradient back through one node may need, for a batch of `count` examples. */
export interface BackwardCall {
  readonly count: number;
  /** Of one example's input to the node. */
  readonly inputShape: Shape;
  /** ∂L/∂output, [N, …shape]. */
  readonly dy: Values;
  /** The node's output. */
  readonly output: Values;
  /** The other factor, where the node is a product. */
  readonly factor: Values;
  readonly kernel: Values;
  /** What decides which elements the step drops. */
  readonly drop: { readonly seed: number; readonly node: number; readonly step: number };
}

/**
 * ∂L/∂input of a single node in plain loops, for the nodes that shortcuts begin with.
 * @returns null for a node whose gradient depends on more than the call holds, as a normalisation's
 */
export function inputGradient(node: GraphNode, call: BackwardCall): Values | null {
  const { dy, output, factor } = call;
  const times = (slope: (at: number) => number): Float32Array => {
    const dx = new Float32Array(dy.length);
    for (let at = 0; at < dx.length; at++) dx[at] = (dy[at] as number) * slope(at);
    return dx;
  };
  const h = (at: number): number => output[at] as number;
  switch (node.op) {
    case "add":
      return dy;
    case "scale":
      return times(() => node.factor);
    case "complement":
      return times(() => -1);
    case "multiply":
      return times((at) => factor[at] as number);
    case "relu":
      return times((at) => (h(at) > 0 ? 1 : 0));
    case "sigmoid":
      return times((at) => h(at) * (1 - h(at)));
    case "tanh":
      return times((at) => 1 - h(at) ** 2);
    case "dropout":
      return times(dropSlopes(node, call));
    case "subsamplePad":
      return subsamplePadGradient(node, call);
    case "conv":
      return convolutionGradient(node, call);
    case "dense":
      return denseGradient(node, call);
    default:
      return null;
  }
}

function dropSlopes({ rate, rescale }: NodeOf<"dropout">, { dy, drop }: BackwardCall): (at: number) => number {
  const kept = rescale === "at-training" && rate < 1 ? 1 / (1 - rate) : 1;
  const mask = dropMask(dy.length, dropKey(drop.seed, drop.node, drop.step), rate, kept);
  return (at) => mask[at] as number;
}

/** Every `stride`-th pixel has a gradient, in the channels that x has. */
function subsamplePadGradient(
  { stride, shape }: NodeOf<"subsamplePad">,
  { count, inputShape, dy }: BackwardCall,
): Float32Array {
  const [height = 0, width = 0, channels = 0] = shape;
  const [heightIn = 0, widthIn = 0, channelsIn = 0] = inputShape;
  const dx = new Float32Array(count * sizeOf(inputShape));
  for (let row = 0; row < count * height; row++) {
    const rowIn = Math.floor(row / height) * heightIn + (row % height) * stride;
    for (let column = 0; column < width; column++) {
      const [from, to] = [(row * width + column) * channels, (rowIn * widthIn + column * stride) * channelsIn];
      for (let channel = 0; channel < channelsIn; channel++) dx[to + channel] = dy[from + channel] as number;
    }
  }
  return dx;
}

/** dx = dy ∗ Wᵀ, pixel by pixel; kernel [k, k, Cin/groups, Cout]. */
function convolutionGradient(node: NodeOf<"conv">, { count, inputShape, dy, kernel }: BackwardCall): Float32Array {
  const [height = 0, width = 0, filters = 0] = node.shape;
  const [heightIn = 0, widthIn = 0, channelsIn = 0] = inputShape;
  const [part, filtersPerGroup] = [channelsIn / node.groups, filters / node.groups];
  const dx = new Float32Array(count * sizeOf(inputShape));
  const addTap = (from: number, to: number, tap: number): void => {
    for (let filter = 0; filter < filters; filter++) {
      const first = to + Math.floor(filter / filtersPerGroup) * part;
      const gradient = dy[from + filter] as number;
      for (let channel = 0; channel < part; channel++) {
        const at = first + channel;
        dx[at] = (dx[at] as number) + gradient * (kernel[(tap * part + channel) * filters + filter] as number);
      }
    }
  };
  for (let pixel = 0; pixel < count * height * width; pixel++) {
    const [example, row] = [Math.floor(pixel / (height * width)), Math.floor(pixel / width) % height];
    for (let tap = 0; tap < node.kernel ** 2; tap++) {
      const y = row * node.stride + Math.floor(tap / node.kernel) - node.padding;
      const x = (pixel % width) * node.stride + (tap % node.kernel) - node.padding;
      if (y < 0 || y >= heightIn || x < 0 || x >= widthIn) continue;
      addTap(pixel * filters, ((example * heightIn + y) * widthIn + x) * channelsIn, tap);
    }
  }
  return dx;
}

/** dx = dy Wᵀ; kernel [in, units]. */
function denseGradient({ units }: NodeOf<"dense">, { count, inputShape, dy, kernel }: BackwardCall): Float32Array {
  const features = sizeOf(inputShape);
  const dx = new Float32Array(count * features);
  for (let at = 0; at < dx.length; at++) {
    const [example, feature] = [Math.floor(at / features), at % features];
    let sum = 0;
    for (let unit = 0; unit < units; unit++) {
      sum += (dy[example * units + unit] as number) * (kernel[feature * units + unit] as number);
    }
    dx[at] = sum;
  }
  return dx;
}
