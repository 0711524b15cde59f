import type { Activation } from "../../../../src/kernels/webgl/activation.ts";
import { Random } from "../../../../src/core/random.ts";
import { channelStatistics, channelSums } from "../../../../src/kernels/webgl/channel-statistics.ts";
import { layoutTensor } from "../../../../src/kernels/webgl/layout.ts";
import { normalizationSums, normalizationUpdate } from "../../../../src/kernels/webgl/normalization-gradient.ts";
import { normalizationInputGradient } from "../../../../src/kernels/webgl/normalization-input-gradient.ts";
import { partialTexture, splitRows } from "../../../../src/kernels/webgl/row-split.ts";
import { channelTexels, settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import { activationGradient, applyActivation, sum } from "../reference/elementwise.ts";
import { averageStatistics, normalizationGradients, statisticsOf } from "../reference/normalization.ts";
import { momentumStep } from "../reference/optimizer.ts";
import { drawNormals, mapValues, normals, type Images } from "../reference/tensor.ts";
import { cycle, describe, imageSizes, shapeOf } from "./shapes.ts";

const epsilon = 1e-5;
const momentum = 0.1;
const activations: readonly Activation[] = ["none", "relu", "sigmoid", "tanh"];

/** Statistics and gradients of batch normalisation. */
export function batchNormCases(drawBuffers: number): KernelCase[] {
  return imageSizes().flatMap((sizes, index) => {
    const random = new Random(index, "batch norm");
    const x = normals(sizes, random);
    const common = { detail: describe(sizes), optimizer: settings };
    // Far from zero, where sums of squares would cancel
    const far = mapValues(x, (value) => Math.fround(value + 10));
    const statistics = statisticsCase(far, random, drawBuffers);
    // Of two or three values every standardised one is ±1 or so, and the gradient cancels to nothing but rounding
    if (sizes.batch * sizes.height * sizes.width < 4) return [{ ...common, ...statistics }];
    const gradient = gradientCase(x, cycle(activations, index), random, drawBuffers);
    return [
      { ...common, ...statistics },
      { ...common, ...gradient },
    ];
  });
}

type Body = Omit<KernelCase, "detail" | "optimizer">;

function statisticsCase(x: Images, random: Random, drawBuffers: number): Body {
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const split = splitRows(input);
  const fresh = statisticsOf(x);
  const running = {
    mean: drawNormals(x.channels, random),
    variance: drawNormals(x.channels, random).map(Math.abs),
    count: 1,
  };
  const averaged = averageStatistics(running, fresh, momentum);
  const options = { input, split, epsilon, momentum, drawBuffers };
  return {
    kernel: "channelSums, channelStatistics",
    draws: [...channelSums(options), ...channelStatistics(options)],
    inputs: { x: tensorTexels(x, input), running: channelTexels([running.mean, running.variance]) },
    scratch: { partial: partialTexture(input, split, 2), statistics: { width: input.groups, height: 1, layers: 2 } },
    outputs: { updated: channelTexels([averaged.mean, averaged.variance]) },
  };
}

/** g ⊙ φ′(h) flows into the normalisation, and another gradient is added to what comes out. */
function gradientCase(x: Images, activation: Activation, random: Random, drawBuffers: number): Body {
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const split = splitRows(input);
  const { mean, variance } = statisticsOf(x);
  const [gamma, beta, gammaMomentum, betaMomentum] = [0, 1, 2, 3].map(() => drawNormals(x.channels, random)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const h = applyActivation(activation, normals(x, random));
  const g = normals(x, random);
  const other = normals(x, random);
  const answer = normalizationGradients(x, epsilon, gamma, activationGradient(activation, h, g));
  const gammaStep = momentumStep(gamma, gammaMomentum, answer.gamma, settings);
  const betaStep = momentumStep(beta, betaMomentum, answer.beta, settings);
  const gradient = { layout: input, activation, factor: 1, stride: 1 };
  const plain = { layout: input, activation: "none", factor: -0.5, stride: 1 } as const;
  const options = { input, gradient, split, optimizer: "sgd", drawBuffers } as const;
  const halved = mapValues(other, (value) => -0.5 * value);
  return {
    kernel: "normalizationSums, normalizationUpdate, normalizationInputGradient",
    draws: [
      ...normalizationSums(options),
      ...normalizationUpdate(options),
      ...normalizationInputGradient({ input, addends: [gradient, plain], drawBuffers }),
    ],
    inputs: {
      x: tensorTexels(x, input),
      statistics: channelTexels([mean, variance.map((value) => 1 / Math.sqrt(value + epsilon))]),
      affine: channelTexels([gamma, beta, gammaMomentum, betaMomentum]),
      gradient0: tensorTexels(g, input),
      output0: tensorTexels(h, input),
      gradient1: tensorTexels(other, input),
    },
    scratch: { partial: partialTexture(input, split, 2), means: { width: input.groups, height: 1, layers: 2 } },
    outputs: {
      updated: channelTexels([gammaStep.values, betaStep.values, gammaStep.momentum, betaStep.momentum]),
      output: tensorTexels(sum(answer.input, halved), input),
    },
  };
}
