import { refuse } from "../core/errors.ts";
import { activate, activationGradient } from "../kernels/activation.ts";
import { normalizeBatch, normalizeWith } from "../kernels/batch-norm.ts";
import { convolutionInputGradient, convolutionKernelGradient, convolve } from "../kernels/convolution.ts";
import { denseInputGradient, denseKernelGradient, multiplyMatrices, sumChannels } from "../kernels/dense.ts";
import { globalAveragePool, globalAveragePoolGradient } from "../kernels/pool.ts";
import { subsamplePad, subsamplePadGradient } from "../kernels/subsample-pad.ts";
import type { TensorInfo, Workspace } from "../kernels/workspace.ts";
import type { GraphNode } from "../models/graph.ts";
import type { ParameterRole } from "../models/parameters.ts";

/** What a layer works on. */
export interface LayerCall {
  readonly ws: Workspace;
  /** Outputs of the nodes that it names, [N, …shape]. */
  readonly inputs: readonly TensorInfo[];
  readonly parameter: (role: ParameterRole) => TensorInfo;
  /** Batch normalisation takes the batch's statistics, not the running ones. */
  readonly batchStatistics: boolean;
  /** False where nobody asks for ∂L/∂input, as before the first layer. */
  readonly inputGradient: boolean;
}

/** A layer's output, and how a gradient goes back through it. */
export interface Applied {
  readonly output: TensorInfo;
  /** Of the batch; only where batch normalisation used them. */
  readonly statistics?: { readonly mean: TensorInfo; readonly variance: TensorInfo };
  /** Gradients from ∂L/∂output; can be called once, before anything is freed. */
  gradient(dy: TensorInfo): LayerGradient;
}

export interface LayerGradient {
  /** One for each input, absent where none was asked for. */
  readonly inputs: readonly (TensorInfo | undefined)[];
  readonly parameters?: Partial<Record<ParameterRole, TensorInfo>>;
}

type Node<Op extends GraphNode["op"]> = Extract<GraphNode, { op: Op }>;

/** Applies a node other than the input. */
export function applyLayer(node: GraphNode, call: LayerCall): Applied {
  switch (node.op) {
    case "input":
      throw new Error("applyLayer: the input node has no layer; its output is the batch");
    case "conv":
      return applyConv(node, call);
    case "dense":
      return applyDense(node, call);
    case "batchNorm":
      return applyBatchNorm(node, call);
    case "relu":
    case "sigmoid":
    case "tanh":
      return applyActivation(node.op, call);
    case "add":
      return applySum(call);
    case "scale":
      return applyScale(node, call);
    case "subsamplePad":
      return applySubsamplePad(node, call);
    case "globalAveragePool":
      return applyPool(call);
    case "flatten":
      return applyFlatten(node, call);
    default:
      throw refuse(node.name, `${node.op} cannot be trained here yet`, "Use another layer.");
  }
}

function applyConv(node: Node<"conv">, { ws, inputs, parameter, inputGradient }: LayerCall): Applied {
  const x = first(inputs);
  const kernel = parameter("kernel");
  const linear = convolve(ws, x, kernel, node);
  return {
    output: node.bias ? plusBias(ws, linear, parameter("bias")) : linear,
    gradient: (dy) => ({
      inputs: [inputGradient ? convolutionInputGradient(ws, dy, kernel, x.shape, node) : undefined],
      parameters: {
        kernel: convolutionKernelGradient(ws, x, dy, kernel.shape, node),
        ...(node.bias ? { bias: sumChannels(ws, dy) } : {}),
      },
    }),
  };
}

function applyDense(node: Node<"dense">, { ws, inputs, parameter, inputGradient }: LayerCall): Applied {
  const x = first(inputs);
  const kernel = parameter("kernel");
  const linear = multiplyMatrices(ws, x, kernel);
  return {
    output: node.bias ? plusBias(ws, linear, parameter("bias")) : linear,
    gradient: (dy) => ({
      inputs: [inputGradient ? denseInputGradient(ws, dy, kernel) : undefined],
      parameters: {
        kernel: denseKernelGradient(ws, x, dy),
        ...(node.bias ? { bias: sumChannels(ws, dy) } : {}),
      },
    }),
  };
}

function plusBias(ws: Workspace, x: TensorInfo, bias: TensorInfo): TensorInfo {
  const sum = ws.call("Add", { a: x, b: bias });
  ws.release(x);
  return sum;
}

function applyBatchNorm(node: Node<"batchNorm">, { ws, inputs, parameter, batchStatistics }: LayerCall): Applied {
  const x = first(inputs);
  const [gamma, beta] = [parameter("gamma"), parameter("beta")];
  if (!batchStatistics) {
    const fixed = { gamma, beta, mean: parameter("mean"), variance: parameter("variance") };
    return { output: normalizeWith(ws, x, fixed, node.epsilon), gradient: refuseGradient };
  }
  const { output, mean, variance, gradient } = normalizeBatch(ws, x, gamma, beta, node.epsilon);
  return {
    output,
    statistics: { mean, variance },
    gradient: (dy) => {
      const gradients = gradient(dy);
      return { inputs: [gradients.x], parameters: { gamma: gradients.gamma, beta: gradients.beta } };
    },
  };
}

function refuseGradient(): never {
  throw new Error("batch normalisation with running statistics is for evaluation; training uses the batch's own");
}

function applyActivation(activation: "relu" | "sigmoid" | "tanh", { ws, inputs }: LayerCall): Applied {
  const output = activate(ws, first(inputs), activation);
  return { output, gradient: (dy) => ({ inputs: [activationGradient(ws, dy, output, activation)] }) };
}

function applySum({ ws, inputs }: LayerCall): Applied {
  const [start, ...others] = inputs;
  let output = start as TensorInfo;
  for (const term of others) {
    const sum = ws.call("Add", { a: output, b: term });
    if (output !== start) ws.release(output);
    output = sum;
  }
  return { output, gradient: (dy) => ({ inputs: inputs.map(() => ws.share(dy)) }) };
}

function applyScale({ factor }: Node<"scale">, { ws, inputs }: LayerCall): Applied {
  const scaled = (x: TensorInfo): TensorInfo => ws.call("Multiply", { a: x, b: ws.scalar(factor) });
  return { output: scaled(first(inputs)), gradient: (dy) => ({ inputs: [scaled(dy)] }) };
}

function applySubsamplePad({ stride, channels }: Node<"subsamplePad">, { ws, inputs }: LayerCall): Applied {
  const x = first(inputs);
  return {
    output: subsamplePad(ws, x, stride, channels),
    gradient: (dy) => ({ inputs: [subsamplePadGradient(ws, dy, stride, x.shape)] }),
  };
}

function applyPool({ ws, inputs }: LayerCall): Applied {
  const x = first(inputs);
  return {
    output: globalAveragePool(ws, x),
    gradient: (dy) => ({ inputs: [globalAveragePoolGradient(ws, dy, x.shape)] }),
  };
}

function applyFlatten({ shape }: Node<"flatten">, { ws, inputs }: LayerCall): Applied {
  const x = first(inputs);
  return {
    output: ws.call("Reshape", { x }, { shape: [x.shape[0] ?? 1, ...shape] }),
    gradient: (dy) => ({ inputs: [ws.call("Reshape", { x: dy }, { shape: x.shape })] }),
  };
}

function first(inputs: readonly TensorInfo[]): TensorInfo {
  return inputs[0] as TensorInfo;
}
