import type { KernelCase } from "../kernel-case.ts";
import { batchNormCases } from "./batch-norm.ts";
import { convolutionCases } from "./convolution.ts";
import { elementwiseCases } from "./elementwise.ts";
import { lossCases } from "./loss.ts";

/** Every kernel over odd shapes, for a device that writes `drawBuffers` outputs a draw. */
export function kernelCases(drawBuffers: number): KernelCase[] {
  return [
    ...convolutionCases(drawBuffers),
    ...batchNormCases(drawBuffers),
    ...elementwiseCases(drawBuffers),
    ...lossCases(drawBuffers),
  ];
}
