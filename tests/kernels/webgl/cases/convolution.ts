import { Random } from "../../../../src/core/random.ts";
import { biasSums, biasUpdate } from "../../../../src/kernels/webgl/bias-gradient.ts";
import { convForward, type Window } from "../../../../src/kernels/webgl/conv-forward.ts";
import { convInputGradient } from "../../../../src/kernels/webgl/conv-input-gradient.ts";
import { convKernelGradient, splitKernelGradient } from "../../../../src/kernels/webgl/conv-kernel-gradient.ts";
import { kernelUpdate } from "../../../../src/kernels/webgl/kernel-update.ts";
import { layoutTensor, type TensorLayout } from "../../../../src/kernels/webgl/layout.ts";
import { partialTexture, splitRows } from "../../../../src/kernels/webgl/row-split.ts";
import { channelTexels, kernelTexels, settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { convolve, inputGradient, kernelGradient, sumByChannel, type Convolution } from "../reference/convolution.ts";
import { momentumStep } from "../reference/optimizer.ts";
import { drawNormals, normals, type Images } from "../reference/tensor.ts";
import { channelCounts, cycle, describe, imageSizes, shapeOf } from "./shapes.ts";

const windows: readonly Window[] = [
  { side: 3, stride: 1, padding: 1 },
  { side: 3, stride: 2, padding: 1 },
  { side: 1, stride: 1, padding: 0 },
  { side: 1, stride: 2, padding: 0 },
  { side: 3, stride: 3, padding: 1 },
  { side: 5, stride: 2, padding: 1 },
];

/** A convolution of x with everything that its kernels are given. */
interface Setting {
  readonly x: Images;
  readonly convolution: Convolution & Window;
  /** Gradient of the output. */
  readonly g: Images;
  readonly input: TensorLayout;
  readonly output: TensorLayout;
  readonly random: Random;
  readonly drawBuffers: number;
}

type Body = Omit<KernelCase, "detail" | "optimizer">;

/** Forward, input gradient and update of convolutions and of their biases. */
export function convolutionCases(drawBuffers: number): KernelCase[] {
  return imageSizes().flatMap((sizes, index) => {
    const window = cycle(windows, index + Math.floor(index / windows.length));
    if (Math.min(sizes.height, sizes.width) + 2 * window.padding < window.side) return [];
    const random = new Random(index, "convolution");
    const channelsOut = cycle(channelCounts, 5 * index + Math.floor(index / 6) + 2);
    const x = normals(sizes, random);
    const kernel = drawNormals(window.side ** 2 * sizes.channels * channelsOut, random);
    const convolution = { ...window, channelsOut, kernel };
    const g = normals(convolve(x, convolution, null), random);
    const input = layoutTensor(sizes.batch, shapeOf(x), drawBuffers);
    const output = layoutTensor(sizes.batch, shapeOf(g), drawBuffers);
    const setting = { x, convolution, g, input, output, random, drawBuffers };
    const bodies = [forwardCase(setting, index % 2 === 0), inputCase(setting), kernelCase(setting), biasCase(setting)];
    const detail = `${describe(sizes)} to ${channelsOut} channels, side ${window.side}, stride ${window.stride}`;
    return bodies.map((body) => ({ ...body, detail, optimizer: settings }));
  });
}

function sizesOf({ x, convolution: { side, channelsOut } }: Setting) {
  return { side, channelsIn: x.channels, channelsOut };
}

function forwardCase(setting: Setting, hasBias: boolean): Body {
  const { x, convolution, input, output, random, drawBuffers } = setting;
  const bias = hasBias ? drawNormals(convolution.channelsOut, random) : null;
  return {
    kernel: "convForward",
    draws: convForward({ input, output, window: convolution, bias: hasBias, drawBuffers }),
    inputs: {
      x: tensorTexels(x, input),
      kernel: kernelTexels(sizesOf(setting), [convolution.kernel, convolution.kernel]),
      ...(bias === null ? {} : { bias: channelTexels([bias, bias]) }),
    },
    outputs: { output: tensorTexels(convolve(x, convolution, bias), output) },
  };
}

function inputCase(setting: Setting): Body {
  const { x, convolution, g, input, output, drawBuffers } = setting;
  return {
    kernel: "convInputGradient",
    draws: convInputGradient({ input, output, window: convolution, addends: [], drawBuffers }),
    inputs: {
      outputGradient: tensorTexels(g, output),
      kernel: kernelTexels(sizesOf(setting), [convolution.kernel, convolution.kernel]),
    },
    outputs: { output: tensorTexels(inputGradient(x, convolution, g), input) },
  };
}

function kernelCase(setting: Setting): Body {
  const { x, convolution, g, input, output, random, drawBuffers } = setting;
  const sizes = sizesOf(setting);
  const momentum = drawNormals(convolution.kernel.length, random);
  const stepped = momentumStep(convolution.kernel, momentum, kernelGradient(x, convolution, g), settings);
  const options = { input, output, window: convolution, drawBuffers };
  const split = splitKernelGradient(options, 2048);
  return {
    kernel: "convKernelGradient, kernelUpdate",
    draws: [...convKernelGradient(options, split), ...kernelUpdate(sizes, split, "sgd", drawBuffers)],
    inputs: {
      x: tensorTexels(x, input),
      outputGradient: tensorTexels(g, output),
      kernel: kernelTexels(sizes, [convolution.kernel, momentum]),
    },
    scratch: { partial: split.partial },
    outputs: { updated: kernelTexels(sizes, [stepped.values, stepped.momentum]) },
  };
}

function biasCase({ convolution, g, output, random, drawBuffers }: Setting): Body {
  const bias = drawNormals(convolution.channelsOut, random);
  const momentum = drawNormals(convolution.channelsOut, random);
  const split = splitRows(output);
  const stepped = momentumStep(bias, momentum, sumByChannel(g), settings);
  return {
    kernel: "biasSums, biasUpdate",
    draws: [
      ...biasSums({ output, split, drawBuffers }),
      ...biasUpdate({ output, split, optimizer: "sgd", drawBuffers }),
    ],
    inputs: { outputGradient: tensorTexels(g, output), bias: channelTexels([bias, momentum]) },
    scratch: { partial: partialTexture(output, split, 1) },
    outputs: { updated: channelTexels([stepped.values, stepped.momentum]) },
  };
}
