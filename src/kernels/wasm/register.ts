import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from "@tensorflow/tfjs-core";
import { batchNormTraining, batchNormTrainingGradient } from "./batch-norm.ts";
import { convInputGradient } from "./conv-input-gradient.ts";
import { convKernelGradient } from "./conv-kernel-gradient.ts";
import { momentumStep, reluGradient, weightedSum } from "./elementwise.ts";
import { sumChannels, transposeMatrix } from "./matrix.ts";
import { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";
import { subsamplePad, subsamplePadGradient } from "./subsample-pad.ts";

const kernels: readonly KernelConfig[] = [
  convKernelGradient,
  convInputGradient,
  batchNormTraining,
  batchNormTrainingGradient,
  reluGradient,
  weightedSum,
  momentumStep,
  transposeMatrix,
  sumChannels,
  softmaxCrossEntropy,
  subsamplePad,
  subsamplePadGradient,
];

/**
 * Adds the course's kernels to tfjs's wasm backend; where tfjs has one of the same name, ours takes its place. Can be
 * called again.
 */
export function registerWasmKernels(): void {
  for (const kernel of kernels) {
    const known = getKernel(kernel.kernelName, "wasm") as KernelConfig | undefined;
    if (known === kernel) continue;
    if (known !== undefined) unregisterKernel(kernel.kernelName, "wasm");
    registerKernel(kernel);
  }
}
