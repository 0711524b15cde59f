import { findBackend, getKernel, registerKernel, unregisterKernel, type KernelConfig } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { batchNormTraining, batchNormTrainingGradient } from "./batch-norm.ts";
import { convInputGradient } from "./conv-input-gradient.ts";
import { convKernelGradient } from "./conv-kernel-gradient.ts";
import { addElements, multiplyElements, reluGradient } from "./elementwise.ts";
import { maxPool, maxPoolGradient } from "./max-pool.ts";
import { sumChannels, transposeMatrix } from "./matrix.ts";
import { canRunPrograms } from "./simd/run.ts";
import { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";
import { tiledConvolution, tiledInputGradient, tiledKernelGradient } from "./tiled-convolution.ts";
import { adamStep, momentumStep, weightedSum } from "./update.ts";
import { subsamplePad, subsamplePadGradient } from "./subsample-pad.ts";

const kernels: readonly KernelConfig[] = [
  convKernelGradient,
  convInputGradient,
  weightedSum,
  momentumStep,
  adamStep,
  transposeMatrix,
  sumChannels,
  softmaxCrossEntropy,
  subsamplePad,
  subsamplePadGradient,
  maxPool,
  maxPoolGradient,
];

/** These need vector instructions; without them the backend composes the same from others. */
export const vectorKernels: readonly KernelConfig[] = [
  tiledConvolution,
  tiledInputGradient,
  tiledKernelGradient,
  batchNormTraining,
  batchNormTrainingGradient,
  addElements,
  multiplyElements,
  reluGradient,
];

/**
 * Adds the course's kernels to tfjs's wasm backend; where tfjs has one of the same name, ours takes its place. Can be
 * called again. The backend must be ready.
 */
export function registerWasmKernels(): void {
  const vectors = canRunPrograms(findBackend("wasm") as BackendWasm);
  for (const kernel of vectors ? [...kernels, ...vectorKernels] : kernels) {
    const known = getKernel(kernel.kernelName, "wasm") as KernelConfig | undefined;
    if (known === kernel) continue;
    if (known !== undefined) unregisterKernel(kernel.kernelName, "wasm");
    registerKernel(kernel);
  }
}
