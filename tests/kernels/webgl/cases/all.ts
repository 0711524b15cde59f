import type { KernelCase } from "../kernel-case.ts";
import { batchNormCases } from "./batch-norm.ts";
import { channelCases } from "./channels.ts";
import { convolutionCases } from "./convolution.ts";
import { elementwiseCases } from "./elementwise.ts";
import { gateCases } from "./gates.ts";
import { groupedCases } from "./grouped-convolution.ts";
import { lossCases } from "./loss.ts";
import { optimizerCases } from "./optimizer.ts";

/** Every kernel over odd shapes, for a device that writes `drawBuffers` outputs a draw. */
export function kernelCases(drawBuffers: number): KernelCase[] {
  return [
    ...convolutionCases(drawBuffers),
    ...groupedCases(drawBuffers),
    ...batchNormCases(drawBuffers),
    ...elementwiseCases(drawBuffers),
    ...gateCases(drawBuffers),
    ...channelCases(drawBuffers),
    ...optimizerCases(drawBuffers),
    ...lossCases(drawBuffers),
  ];
}
