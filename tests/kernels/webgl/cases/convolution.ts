import { Random } from "../../../../src/core/random.ts";
import { biasSums, biasUpdate } from "../../../../src/kernels/webgl/bias-gradient.ts";
import { convForward } from "../../../../src/kernels/webgl/conv-forward.ts";
import { convInputGradient } from "../../../../src/kernels/webgl/conv-input-gradient.ts";
import { convKernelGradient, splitKernelGradient } from "../../../../src/kernels/webgl/conv-kernel-gradient.ts";
import { kernelUpdate } from "../../../../src/kernels/webgl/kernel-update.ts";
import { layoutTensor } from "../../../../src/kernels/webgl/layout.ts";
import { partialTexture, splitRows } from "../../../../src/kernels/webgl/row-split.ts";
import { channelTexels, kernelTexels, settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { convolve, inputGradient, kernelGradient, sumByChannel } from "../reference/convolution.ts";
import { momentumStep } from "../reference/optimizer.ts";
import { drawNormals, normals } from "../reference/tensor.ts";
import { channelCounts, cycle, describe, imageSizes, shapeOf } from "./shapes.ts";

const windows = [
  { side: 3, stride: 1, padding: 1 },
  { side: 3, stride: 2, padding: 1 },
  { side: 1, stride: 1, padding: 0 },
  { side: 1, stride: 2, padding: 0 },
  { side: 3, stride: 3, padding: 1 },
  { side: 5, stride: 2, padding: 1 },
];

/** Forward, input gradient and update of convolutions and of their biases. */
export function convolutionCases(drawBuffers: number): KernelCase[] {
  return imageSizes().flatMap((sizes, index) => {
    const window = cycle(windows, index + Math.floor(index / windows.length));
    if (Math.min(sizes.height, sizes.width) + 2 * window.padding < window.side) return [];
    const random = new Random(index, "convolution");
    const channelsOut = cycle(channelCounts, 5 * index + Math.floor(index / 6) + 2);
    const x = normals(sizes, random);
    const kernel = drawNormals(window.side ** 2 * sizes.channels * channelsOut, random);
    const bias = index % 2 === 0 ? drawNormals(channelsOut, random) : null;
    const y = convolve(x, { ...window, channelsOut, kernel }, bias);
    const g = normals(y, random);
    const input = layoutTensor(sizes.batch, shapeOf(x), drawBuffers);
    const output = layoutTensor(sizes.batch, shapeOf(y), drawBuffers);
    const weights = { side: window.side, channelsIn: sizes.channels, channelsOut };
    const detail = `${describe(sizes)} to ${channelsOut} channels, side ${window.side}, stride ${window.stride}`;
    const common = { detail, optimizer: settings };
    const kernelMomentum = drawNormals(kernel.length, random);
    const stepped = momentumStep(kernel, kernelMomentum, kernelGradient(x, { ...window, channelsOut }, g), settings);
    const split = splitKernelGradient({ input, output, window, drawBuffers }, 2048);
    const kernelNow = kernelTexels(weights, [kernel, kernelMomentum]);
    const cases: KernelCase[] = [
      {
        ...common,
        kernel: "convForward",
        draws: convForward({ input, output, window, bias: bias !== null, drawBuffers }),
        inputs: {
          x: tensorTexels(x, input),
          kernel: kernelNow,
          ...(bias === null ? {} : { bias: channelTexels([bias, bias]) }),
        },
        outputs: { output: tensorTexels(y, output) },
      },
      {
        ...common,
        kernel: "convInputGradient",
        draws: convInputGradient({ input, output, window, addends: [], drawBuffers }),
        inputs: { outputGradient: tensorTexels(g, output), kernel: kernelNow },
        outputs: { output: tensorTexels(inputGradient(x, { ...window, channelsOut, kernel }, g), input) },
      },
      {
        ...common,
        kernel: "convKernelGradient, kernelUpdate",
        draws: [
          ...convKernelGradient({ input, output, window, drawBuffers }, split),
          ...kernelUpdate(weights, split, drawBuffers),
        ],
        inputs: { x: tensorTexels(x, input), outputGradient: tensorTexels(g, output), kernel: kernelNow },
        scratch: { partial: split.partial },
        outputs: { updated: kernelTexels(weights, [stepped.values, stepped.momentum]) },
      },
    ];
    const biasMomentum = drawNormals(channelsOut, random);
    const biasNow = drawNormals(channelsOut, random);
    const rows = splitRows(output);
    const biasStepped = momentumStep(biasNow, biasMomentum, sumByChannel(g), settings);
    cases.push({
      ...common,
      kernel: "biasSums, biasUpdate",
      draws: [...biasSums({ output, split: rows, drawBuffers }), ...biasUpdate({ output, split: rows, drawBuffers })],
      inputs: { outputGradient: tensorTexels(g, output), bias: channelTexels([biasNow, biasMomentum]) },
      scratch: { partial: partialTexture(output, rows, 1) },
      outputs: { updated: channelTexels([biasStepped.values, biasStepped.momentum]) },
    });
    return cases;
  });
}
