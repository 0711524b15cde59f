import { normalizeBatch, normalizeWith } from "../../kernels/batch-norm.ts";
import { convolutionInputGradient, convolutionKernelGradient, convolve } from "../../kernels/convolution.ts";
import { denseInputGradient, denseKernelGradient, multiplyMatrices, sumChannels } from "../../kernels/dense.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import { onlyInput, type Applied, type LayerCall, type NodeOf } from "./layer-call.ts";

/** The layers that have parameters. */

export function applyConv(node: NodeOf<"conv">, call: LayerCall): Applied {
  const { ws, parameter, inputGradient } = call;
  const x = onlyInput(call);
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

export function applyDense(node: NodeOf<"dense">, call: LayerCall): Applied {
  const { ws, parameter, inputGradient } = call;
  const x = onlyInput(call);
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

export function applyBatchNorm(node: NodeOf<"batchNorm">, call: LayerCall): Applied {
  const { ws, parameter, training } = call;
  const x = onlyInput(call);
  const [gamma, beta] = [parameter("gamma"), parameter("beta")];
  if (!training) {
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
