import { sizeOf } from "../../../src/core/shape.ts";
import type { GraphNode } from "../../../src/models/graph.ts";
import type { ParameterRole } from "../../../src/models/parameters.ts";
import {
  convolve,
  inputGradient,
  kernelGradient,
  sumByChannel,
  type Convolution,
} from "../../kernels/webgl/reference/convolution.ts";
import {
  activationGradient,
  applyActivation,
  averagePool,
  averagePoolGradient,
  concatenate,
  drop,
  multiply,
  sliceChannels,
  subsamplePad,
  subsamplePadGradient,
  sum,
} from "../../kernels/webgl/reference/elementwise.ts";
import { maxPool, maxPoolGradient } from "../../kernels/webgl/reference/max-pool.ts";
import { normalizationGradients, normalize, statisticsOf } from "../../kernels/webgl/reference/normalization.ts";
import { mapValues, type Images } from "../../kernels/webgl/reference/tensor.ts";

/** A node to compute, with everything that it depends on. */
export interface NodeCall {
  readonly node: GraphNode;
  readonly inputs: readonly Images[];
  readonly mode: "batch-statistics" | "running-statistics";
  /** Under which its elements are dropped, and the bits of the first one: a coin for all of them. */
  readonly key: number;
  readonly bits: number;
  readonly parameter: (role: ParameterRole) => Float64Array;
}

export interface PassedBack {
  readonly inputs: readonly Images[];
  readonly parameters: Partial<Record<ParameterRole, Float64Array>>;
}

/** The value of a node other than the input. */
export function applyNode(call: NodeCall): Images {
  const { node, inputs, mode, parameter } = call;
  const [x, ...others] = inputs as [Images, ...Images[]];
  switch (node.op) {
    case "conv":
    case "dense":
      return convolve(x, convolutionOf(call), node.bias ? parameter("bias") : null);
    case "batchNorm": {
      const running = { mean: parameter("mean"), variance: parameter("variance"), count: 1 };
      const statistics = mode === "batch-statistics" ? statisticsOf(x) : running;
      return normalize(x, statistics, node.epsilon, parameter("gamma"), parameter("beta"));
    }
    case "add":
      return sum(x, ...others);
    case "multiply":
      return multiply(x, others[0] as Images);
    case "complement":
      return mapValues(x, (value) => 1 - value);
    case "concatenate":
      return concatenate(inputs);
    case "subsamplePad":
      return subsamplePad(x, node.stride, node.channels);
    case "maxPool":
      return maxPool(x, { ...node, side: node.window }).y;
    case "globalAveragePool":
      return averagePool(x);
    case "flatten":
      return { ...x, height: 1, width: 1, channels: sizeOf(node.shape) };
    case "scale":
    case "dropout":
    case "stochasticDepth":
      return rescale(call, x);
    case "input":
      throw new Error("the input has no value of its own");
    default:
      return applyActivation(node.op, x);
  }
}

/** Gradients of a node's inputs and parameters, from that of its value h. */
export function passBack(call: NodeCall, h: Images, g: Images): PassedBack {
  const { node, inputs, parameter } = call;
  const [x, other] = inputs as [Images, Images];
  const only = (gradient: Images): PassedBack => ({ inputs: [gradient], parameters: {} });
  switch (node.op) {
    case "conv":
    case "dense": {
      const convolution = convolutionOf(call);
      const kernel = kernelGradient(x, convolution, g);
      const parameters = node.bias ? { kernel, bias: sumByChannel(g) } : { kernel };
      return { inputs: [inputGradient(x, convolution, g)], parameters };
    }
    case "batchNorm": {
      const { input, gamma, beta } = normalizationGradients(x, node.epsilon, parameter("gamma"), g);
      return { inputs: [input], parameters: { gamma, beta } };
    }
    case "add":
      return { inputs: inputs.map(() => g), parameters: {} };
    case "multiply":
      return { inputs: [multiply(g, other), multiply(g, x)], parameters: {} };
    case "complement":
      return only(mapValues(g, (value) => -value));
    case "concatenate": {
      const firsts = inputs.map((_, at) => inputs.slice(0, at).reduce((total, { channels }) => total + channels, 0));
      return { inputs: inputs.map(({ channels }, at) => sliceChannels(g, firsts[at] ?? 0, channels)), parameters: {} };
    }
    case "subsamplePad":
      return only(subsamplePadGradient(x, node.stride, g));
    case "maxPool":
      return only(maxPoolGradient(x, { ...node, side: node.window }, g));
    case "globalAveragePool":
      return only(averagePoolGradient(x, g));
    case "flatten":
      return only({ ...x, values: g.values });
    case "scale":
    case "dropout":
    case "stochasticDepth":
      return only(rescale(call, g));
    case "input":
      return { inputs: [], parameters: {} };
    default:
      return only(activationGradient(node.op, h, g));
  }
}

function convolutionOf({ node, parameter }: NodeCall): Convolution {
  const channelsOut = node.shape.at(-1) ?? 1;
  const kernel = parameter("kernel");
  if (node.op !== "conv") return { side: 1, stride: 1, padding: 0, channelsOut, kernel };
  return { side: node.kernel, stride: node.stride, padding: node.padding, groups: node.groups, channelsOut, kernel };
}

/** Operations that multiply each element by a number: the same forwards and backwards. */
function rescale({ node, mode, key, bits }: NodeCall, x: Images): Images {
  const trains = mode === "batch-statistics";
  const by = (factor: number, of = x): Images => mapValues(of, (value) => value * factor);
  if (node.op === "scale") return by(node.factor);
  if (node.op === "stochasticDepth") {
    if (!trains) return by(node.survival);
    return by(bits < node.survival * 2 ** 24 ? 1 : 0);
  }
  if (node.op !== "dropout") throw new Error(`'${node.name}' is a ${node.op}`);
  const { rate, rescale: when } = node;
  if (!trains) return by(when === "at-test" ? 1 - rate : 1);
  return by(when === "at-training" && rate < 1 ? 1 / (1 - rate) : 1, drop(x, key, rate));
}
