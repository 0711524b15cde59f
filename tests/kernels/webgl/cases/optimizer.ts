import { Random } from "../../../../src/core/random.ts";
import { biasSums, biasUpdate } from "../../../../src/kernels/webgl/bias-gradient.ts";
import { convKernelGradient, splitKernelGradient } from "../../../../src/kernels/webgl/conv-kernel-gradient.ts";
import { kernelUpdate } from "../../../../src/kernels/webgl/kernel-update.ts";
import { layoutTensor } from "../../../../src/kernels/webgl/layout.ts";
import { normalizationSums, normalizationUpdate } from "../../../../src/kernels/webgl/normalization-gradient.ts";
import { partialTexture, splitRows } from "../../../../src/kernels/webgl/row-split.ts";
import { channelTexels, kernelTexels, tensorTexels, type KernelCase, type Texels } from "../kernel-case.ts";
import { convolve, kernelGradient, sumByChannel } from "../reference/convolution.ts";
import { normalizationGradients, statisticsOf } from "../reference/normalization.ts";
import { adamStep, type AdamSettings } from "../reference/optimizer.ts";
import { drawNormals, normals, type Images } from "../reference/tensor.ts";
import { channelCounts, describe, shapeOf } from "./shapes.ts";

type Body = Omit<KernelCase, "detail" | "optimizer">;

/** Adam's step of every kind of parameter; SGD's is tested with the kernels that compute gradients. */
export function optimizerCases(drawBuffers: number): KernelCase[] {
  return channelCounts.flatMap((channels, index) => {
    const random = new Random(index, "adam");
    const x = normals({ batch: 3, height: 7, width: 4, channels }, random);
    const settings = { rate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-4, decay: 0.1, count: 1 + 3 * index };
    const bodies = [kernelCase, biasCase, affineCase].map((make) => make(x, settings, random, drawBuffers));
    const { rate, beta1, beta2, epsilon, decay, count } = settings;
    const optimizer = [rate / (1 - beta1 ** count), beta1, decay] as const;
    const secondMoment = [beta2, 1 - beta2, epsilon, Math.sqrt(1 - beta2 ** count)] as const;
    return bodies.map((body) => ({ ...body, detail: `Adam, ${describe(x)}`, optimizer, secondMoment }));
  });
}

/** A parameter before and after its step, as layers of one buffer: values, first and second moments. */
function stepOf(values: Float64Array, gradient: Float64Array, settings: AdamSettings, random: Random) {
  const moments = [drawNormals(values.length, random), drawNormals(values.length, random).map(Math.abs)] as const;
  const stepped = adamStep(values, moments, gradient, settings);
  return { before: [values, ...moments] as const, after: [stepped.values, ...stepped.moments] as const };
}

function kernelCase(x: Images, settings: AdamSettings, random: Random, drawBuffers: number): Body {
  const sizes = { side: 3, channelsIn: x.channels, channelsOut: 5 };
  const window = { side: 3, stride: 1, padding: 1 };
  const convolution = { ...window, channelsOut: 5, kernel: drawNormals(9 * x.channels * 5, random) };
  const g = normals(convolve(x, convolution, null), random);
  const { before, after } = stepOf(convolution.kernel, kernelGradient(x, convolution, g), settings, random);
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const output = layoutTensor(g.batch, shapeOf(g), drawBuffers);
  const options = { input, output, window, drawBuffers };
  const split = splitKernelGradient(options, 2048);
  return {
    kernel: "kernelUpdate",
    draws: [...convKernelGradient(options, split), ...kernelUpdate(sizes, split, "adam", drawBuffers)],
    inputs: {
      x: tensorTexels(x, input),
      outputGradient: tensorTexels(g, output),
      kernel: moreLayers(sizes, before),
    },
    scratch: { partial: split.partial },
    outputs: { updated: moreLayers(sizes, after) },
  };
}

function moreLayers(sizes: Parameters<typeof kernelTexels>[0], layers: readonly Float64Array[]): Texels {
  const each = layers.map((layer) => kernelTexels(sizes, [layer]));
  const half = (texels: Float32Array): Float32Array => texels.subarray(0, texels.length / 2);
  const texels = Float32Array.from(each.flatMap((one) => [...half(one.texels)]));
  const { width, height } = (each[0] as Texels).size;
  return { size: { width, height, layers: layers.length }, texels };
}

function biasCase(x: Images, settings: AdamSettings, random: Random, drawBuffers: number): Body {
  const { before, after } = stepOf(drawNormals(x.channels, random), sumByChannel(x), settings, random);
  const output = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const split = splitRows(output);
  return {
    kernel: "biasUpdate",
    draws: [
      ...biasSums({ output, split, drawBuffers }),
      ...biasUpdate({ output, split, optimizer: "adam", drawBuffers }),
    ],
    inputs: { outputGradient: tensorTexels(x, output), bias: channelTexels(before) },
    scratch: { partial: partialTexture(output, split, 1) },
    outputs: { updated: channelTexels(after) },
  };
}

function affineCase(x: Images, settings: AdamSettings, random: Random, drawBuffers: number): Body {
  const epsilon = 1e-5;
  const g = normals(x, random);
  const [gamma, beta] = [drawNormals(x.channels, random), drawNormals(x.channels, random)];
  const answer = normalizationGradients(x, epsilon, gamma, g);
  const [gammas, betas] = [stepOf(gamma, answer.gamma, settings, random), stepOf(beta, answer.beta, settings, random)];
  const layers = (part: "before" | "after"): Float64Array[] =>
    [0, 1, 2].flatMap((at) => [gammas[part][at], betas[part][at]] as [Float64Array, Float64Array]);
  const { mean, variance } = statisticsOf(x);
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const split = splitRows(input);
  const gradient = { layout: input, activation: "none", factor: 1, stride: 1 } as const;
  const options = { input, gradient, split, optimizer: "adam", drawBuffers } as const;
  return {
    kernel: "normalizationUpdate",
    draws: [...normalizationSums(options), ...normalizationUpdate(options)],
    inputs: {
      x: tensorTexels(x, input),
      statistics: channelTexels([mean, variance.map((value) => 1 / Math.sqrt(value + epsilon))]),
      affine: channelTexels(layers("before")),
      gradient0: tensorTexels(g, input),
    },
    scratch: { partial: partialTexture(input, split, 2), means: { width: input.groups, height: 1, layers: 2 } },
    outputs: { updated: channelTexels(layers("after")) },
  };
}
