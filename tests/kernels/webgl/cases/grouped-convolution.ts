import { Random } from "../../../../src/core/random.ts";
import type { Window } from "../../../../src/kernels/webgl/conv-forward.ts";
import { groupedConvForward } from "../../../../src/kernels/webgl/grouped-conv-forward.ts";
import { groupedConvInputGradient } from "../../../../src/kernels/webgl/grouped-conv-input-gradient.ts";
import {
  groupedConvKernelGradient,
  splitGroupedKernelGradient,
} from "../../../../src/kernels/webgl/grouped-conv-kernel-gradient.ts";
import { kernelUpdate } from "../../../../src/kernels/webgl/kernel-update.ts";
import { layoutTensor, type TensorLayout } from "../../../../src/kernels/webgl/layout.ts";
import { channelTexels, kernelTexels, settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { convolve, inputGradient, kernelGradient, type Convolution } from "../reference/convolution.ts";
import { sum } from "../reference/elementwise.ts";
import { momentumStep } from "../reference/optimizer.ts";
import { drawNormals, normals, type Images } from "../reference/tensor.ts";
import { cycle, describe, sides } from "./shapes.ts";

/** Groups with their width before and behind the convolution: whole texels, depthwise, pairs, and all else. */
const patterns: readonly (readonly [groups: number, from: number, to: number])[] = [
  [2, 4, 4],
  [3, 4, 8],
  [2, 8, 4],
  [8, 1, 1],
  [5, 1, 1],
  [4, 2, 2],
  [3, 2, 2],
  [2, 3, 3],
  [3, 1, 4],
  [2, 4, 1],
  [4, 3, 5],
  [2, 6, 2],
  [3, 5, 4],
];

const windows: readonly Window[] = [
  { side: 3, stride: 1, padding: 1 },
  { side: 3, stride: 2, padding: 1 },
  { side: 1, stride: 1, padding: 0 },
  { side: 5, stride: 2, padding: 2 },
];

interface Setting {
  readonly x: Images;
  readonly convolution: Convolution & Window & { readonly groups: number };
  readonly g: Images;
  readonly input: TensorLayout;
  readonly output: TensorLayout;
  readonly random: Random;
  readonly drawBuffers: number;
}

type Body = Omit<KernelCase, "detail" | "optimizer">;

/** Forward, input gradient and update of grouped convolutions. */
export function groupedCases(drawBuffers: number): KernelCase[] {
  return patterns.flatMap(([groups, from, to], row) =>
    [row % 2, 2 + (Math.floor(row / 2) % 2)].flatMap((column) => {
      const window = windows[column] as Window;
      const random = new Random(row * windows.length + column, "grouped convolution");
      const side = Math.max(2, cycle(sides, row + column));
      const sizes = {
        batch: cycle([1, 3], row),
        height: side,
        width: cycle([side, 8, 5], column),
        channels: groups * from,
      };
      const x = normals(sizes, random);
      const kernel = drawNormals(window.side ** 2 * from * groups * to, random);
      const convolution = { ...window, groups, channelsOut: groups * to, kernel };
      const g = normals(convolve(x, convolution, null), random);
      const layout = ({ batch, height, width, channels }: Images): TensorLayout =>
        layoutTensor(batch, [height, width, channels], drawBuffers);
      const setting = { x, convolution, g, input: layout(x), output: layout(g), random, drawBuffers };
      const bodies = [forwardCase(setting, column % 2 === 0), inputCase(setting), kernelCase(setting)];
      const detail = `${describe(sizes)}, ${groups} groups of ${from} to ${to}, side ${window.side}, stride ${window.stride}`;
      return bodies.map((body) => ({ ...body, detail, optimizer: settings }));
    }),
  );
}

function weightsOf({ x, convolution: { side, groups, channelsOut, kernel } }: Setting, second = kernel) {
  return kernelTexels({ side, channelsIn: x.channels / groups, channelsOut }, [kernel, second]);
}

function optionsOf({ input, output, convolution, drawBuffers }: Setting) {
  return { input, output, window: convolution, groups: convolution.groups, drawBuffers };
}

function forwardCase(setting: Setting, hasBias: boolean): Body {
  const { x, convolution, input, output, random } = setting;
  const bias = hasBias ? drawNormals(convolution.channelsOut, random) : null;
  return {
    kernel: "groupedConvForward",
    draws: groupedConvForward({ ...optionsOf(setting), bias: hasBias }),
    inputs: {
      x: tensorTexels(x, input),
      kernel: weightsOf(setting),
      ...(bias === null ? {} : { bias: channelTexels([bias, bias]) }),
    },
    outputs: { output: tensorTexels(convolve(x, convolution, bias), output) },
  };
}

function inputCase(setting: Setting): Body {
  const { x, convolution, g, input, output, random } = setting;
  const other = normals(x, random);
  const addend = { layout: input, activation: "none", factor: 1, stride: 1 } as const;
  return {
    kernel: "groupedConvInputGradient",
    draws: groupedConvInputGradient({ ...optionsOf(setting), addends: [addend] }),
    inputs: {
      outputGradient: tensorTexels(g, output),
      kernel: weightsOf(setting),
      gradient0: tensorTexels(other, input),
    },
    outputs: { output: tensorTexels(sum(inputGradient(x, convolution, g), other), input) },
  };
}

function kernelCase(setting: Setting): Body {
  const { x, convolution, g, input, output, random, drawBuffers } = setting;
  const { side, groups, channelsOut, kernel } = convolution;
  const sizes = { side, channelsIn: x.channels / groups, channelsOut };
  const momentum = drawNormals(kernel.length, random);
  const stepped = momentumStep(kernel, momentum, kernelGradient(x, convolution, g), settings);
  const options = optionsOf(setting);
  const split = splitGroupedKernelGradient(options, 2048);
  return {
    kernel: "groupedConvKernelGradient, kernelUpdate",
    draws: [...groupedConvKernelGradient(options, split), ...kernelUpdate(sizes, split, "sgd", drawBuffers)],
    inputs: {
      x: tensorTexels(x, input),
      outputGradient: tensorTexels(g, output),
      kernel: weightsOf(setting, momentum),
    },
    scratch: { partial: split.partial },
    outputs: { updated: kernelTexels(sizes, [stepped.values, stepped.momentum]) },
  };
}
