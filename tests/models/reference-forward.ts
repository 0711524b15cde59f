import { sizeOf } from "../../src/core/shape.ts";
import type { Architecture, GraphNode } from "../../src/models/graph.ts";
import type { ParameterRecord } from "../../src/models/parameter-record.ts";

type Values = Float32Array | readonly number[];
type NodeOf<Op extends GraphNode["op"]> = Extract<GraphNode, { op: Op }>;

/** Output of the net for one example with running statistics, in plain loops: what the architecture means. */
export function forward({ nodes }: Architecture, parameters: ParameterRecord, example: Values): number[] {
  const outputs: number[][] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((at) => ({ node: nodes[at] as GraphNode, values: outputs[at] as number[] }));
    const [first] = inputs;
    outputs.push(first === undefined ? [...example] : compute(node, first, inputs, parameters));
  }
  return outputs.at(-1) ?? [];
}

interface Input {
  readonly node: GraphNode;
  readonly values: number[];
}

function compute(node: GraphNode, x: Input, inputs: readonly Input[], parameters: ParameterRecord): number[] {
  const parameter = (role: string): Values | undefined => parameters[`${node.name}/${role}`]?.values;
  switch (node.op) {
    case "input":
      return x.values;
    case "conv":
      return convolve(node, x, parameter("kernel") ?? [], parameter("bias"));
    case "dense":
      return multiplyMatrix(node, x, parameter("kernel") ?? [], parameter("bias"));
    case "batchNorm":
      return x.values.map((value, at) => {
        const channel = at % (node.shape.at(-1) ?? 1);
        const of = (role: string): number => parameter(role)?.[channel] ?? NaN;
        return ((value - of("mean")) / Math.sqrt(of("variance") + node.epsilon)) * of("gamma") + of("beta");
      });
    case "relu":
      return x.values.map((value) => Math.max(0, value));
    case "sigmoid":
      return x.values.map((value) => 1 / (1 + Math.exp(-value)));
    case "tanh":
      return x.values.map(Math.tanh);
    case "add":
      return x.values.map((_, at) => inputs.reduce((sum, term) => sum + (term.values[at] ?? NaN), 0));
    case "scale":
      return x.values.map((value) => value * node.factor);
    case "complement":
      return x.values.map((value) => 1 - value);
    case "multiply":
      return x.values.map((value, at) => value * (inputs[1]?.values[at] ?? NaN));
    case "concatenate":
      return concatenate(inputs);
    case "dropout":
      return x.values.map((value) => (node.rescale === "at-test" ? value * (1 - node.rate) : value));
    case "stochasticDepth":
      return x.values.map((value) => value * node.survival);
    case "maxPool":
      return fill(node, (row, column, channel) => largest(node, x, row, column, channel));
    case "subsamplePad":
      return fill(node, (row, column, channel) => pixel(x, row * node.stride, column * node.stride, channel));
    case "globalAveragePool": {
      const channels = node.shape[0] ?? 1;
      const pixels = x.values.length / channels;
      return Array.from({ length: channels }, (_, channel) =>
        x.values.reduce((sum, value, at) => sum + (at % channels === channel ? value / pixels : 0), 0),
      );
    }
    case "flatten":
      return x.values;
  }
}

/** Zero beyond the border and for channels that x does not have. */
function pixel({ node, values }: Input, row: number, column: number, channel: number): number {
  const [height = 0, width = 0, channels = 0] = node.shape;
  if (row < 0 || row >= height || column < 0 || column >= width || channel >= channels) return 0;
  return values[(row * width + column) * channels + channel] ?? NaN;
}

function fill({ shape }: GraphNode, at: (row: number, column: number, channel: number) => number): number[] {
  const [, width = 1, channels = 1] = shape;
  return Array.from({ length: sizeOf(shape) }, (_, index) => {
    const place = Math.floor(index / channels);
    return at(Math.floor(place / width), place % width, index % channels);
  });
}

/** Parts are images or vectors; only their last axis differs. */
function concatenate(parts: readonly Input[]): number[] {
  const channels = parts.map(({ node }) => node.shape.at(-1) ?? 1);
  const places = (parts[0]?.values.length ?? 0) / (channels[0] ?? 1);
  return Array.from({ length: places }, (_, place) =>
    parts.flatMap(({ values }, at) => {
      const count = channels[at] ?? 1;
      return values.slice(place * count, (place + 1) * count);
    }),
  ).flat();
}

function largest(node: NodeOf<"maxPool">, x: Input, row: number, column: number, channel: number): number {
  const [height = 0, width = 0] = x.node.shape;
  let best = -Infinity;
  for (let tap = 0; tap < node.window ** 2; tap++) {
    const y = row * node.stride + Math.floor(tap / node.window) - node.padding;
    const x0 = column * node.stride + (tap % node.window) - node.padding;
    if (y >= 0 && y < height && x0 >= 0 && x0 < width) best = Math.max(best, pixel(x, y, x0, channel));
  }
  return best;
}

/** Every filter sees the input channels of its own group; the kernel counts channels within the group. */
function convolve(node: NodeOf<"conv">, x: Input, kernel: Values, bias: Values | undefined): number[] {
  const channelsIn = (x.node.shape[2] ?? 0) / node.groups;
  return fill(node, (row, column, filter) => {
    let sum = bias?.[filter] ?? 0;
    const firstChannel = Math.floor((filter * node.groups) / node.filters) * channelsIn;
    for (let tap = 0; tap < node.kernel ** 2; tap++) {
      const y = row * node.stride + Math.floor(tap / node.kernel) - node.padding;
      const x0 = column * node.stride + (tap % node.kernel) - node.padding;
      for (let channel = 0; channel < channelsIn; channel++) {
        sum +=
          pixel(x, y, x0, firstChannel + channel) *
          (kernel[(tap * channelsIn + channel) * node.filters + filter] ?? NaN);
      }
    }
    return sum;
  });
}

function multiplyMatrix(node: NodeOf<"dense">, { values }: Input, kernel: Values, bias: Values | undefined): number[] {
  return Array.from({ length: node.units }, (_, unit) =>
    values.reduce((sum, value, at) => sum + value * (kernel[at * node.units + unit] ?? NaN), bias?.[unit] ?? 0),
  );
}
