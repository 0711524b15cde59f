import type { Activation } from "../../../../src/kernels/webgl/activation.ts";
import { sumAddends } from "../../../../src/kernels/webgl/addends.ts";
import { combine, type Term } from "../../../../src/kernels/webgl/combine.ts";
import { flatten, flattenGradient } from "../../../../src/kernels/webgl/flatten.ts";
import { globalAveragePool, globalAveragePoolGradient } from "../../../../src/kernels/webgl/global-average-pool.ts";
import { layoutTensor } from "../../../../src/kernels/webgl/layout.ts";
import { Random } from "../../../../src/core/random.ts";
import { channelTexels, settings, tensorTexels, type KernelCase } from "../kernel-case.ts";
import {
  activationGradient,
  applyActivation,
  averagePool,
  averagePoolGradient,
  subsamplePad,
  subsamplePadGradient,
  sum,
} from "../reference/elementwise.ts";
import { normalize, statisticsOf } from "../reference/normalization.ts";
import { drawNormals, mapValues, normals, type Images } from "../reference/tensor.ts";
import { cycle, describe, imageSizes, shapeOf } from "./shapes.ts";

const activations: readonly Activation[] = ["relu", "sigmoid", "tanh", "none"];
const epsilon = 1e-3;

/** `combine`, its gradient, pooling and flattening. */
export function elementwiseCases(drawBuffers: number): KernelCase[] {
  return imageSizes().flatMap((sizes, index) => {
    const random = new Random(index, "elementwise");
    const x = normals(sizes, random);
    const activation = cycle(activations, index);
    const bodies = [
      combineCase(x, activation, random, drawBuffers),
      shortcutCase(x, 1 + (index % 3), random, drawBuffers),
      poolCase(x, random, drawBuffers),
      ...(x.height * x.width * x.channels > 512 ? [] : [flattenCase(x, random, drawBuffers)]),
    ];
    return bodies.map((body) => ({ detail: `${describe(sizes)}, ${activation}`, optimizer: settings, ...body }));
  });
}

type Body = Omit<KernelCase, "detail" | "optimizer">;

/** φ(BN with batch statistics + 0.5 · BN with running statistics − 2 · a plain tensor). */
function combineCase(x: Images, activation: Activation, random: Random, drawBuffers: number): Body {
  const output = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const [second, plain] = [normals(x, random), normals(x, random)];
  const statistics = statisticsOf(x);
  const running = { ...statistics, mean: drawNormals(x.channels, random) };
  const [gamma, beta] = [drawNormals(x.channels, random), drawNormals(x.channels, random)];
  const summed = sum(
    normalize(x, statistics, epsilon, gamma, beta),
    mapValues(normalize(second, running, epsilon, beta, gamma), (value) => 0.5 * value),
    mapValues(plain, (value) => -2 * value),
  );
  const term = { layout: output, factor: 1, stride: 1, normalization: "batch" } as const;
  const terms: Term[] = [
    term,
    { ...term, factor: 0.5, normalization: { kind: "running", epsilon } },
    { ...term, factor: -2, normalization: "none" },
  ];
  const inverse = statistics.variance.map((value) => 1 / Math.sqrt(value + epsilon));
  return {
    kernel: "combine",
    draws: combine({ output, terms, activation, drawBuffers }),
    inputs: {
      x0: tensorTexels(x, output),
      statistics0: channelTexels([statistics.mean, inverse]),
      affine0: channelTexels([gamma, beta]),
      x1: tensorTexels(second, output),
      statistics1: channelTexels([running.mean, running.variance]),
      affine1: channelTexels([beta, gamma]),
      x2: tensorTexels(plain, output),
    },
    outputs: { output: tensorTexels(applyActivation(activation, summed), output) },
  };
}

/** Option A: forward with a second term, and both directions of its gradient. */
function shortcutCase(x: Images, stride: number, random: Random, drawBuffers: number): Body {
  const channels = x.channels + (stride === 1 ? 0 : 3);
  const small = subsamplePad(x, stride, channels);
  const branch = normals(small, random);
  const h = applyActivation("relu", sum(small, branch));
  const g = normals(small, random);
  const other = normals(x, random);
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const output = layoutTensor(x.batch, shapeOf(small), drawBuffers);
  const back = subsamplePadGradient(x, stride, activationGradient("relu", h, g));
  const term = { factor: 1, stride: 1, normalization: "none" } as const;
  const forward = combine({
    output,
    terms: [
      { ...term, layout: input, stride },
      { ...term, layout: output },
    ],
    activation: "relu",
    drawBuffers,
  });
  const addends = [
    { layout: output, activation: "relu", factor: 1, stride },
    { layout: input, activation: "none", factor: 1, stride: 1 },
  ] as const;
  // Both kernels call what they write `output`
  const backward = sumAddends(input, addends, drawBuffers).map((draw) => ({
    ...draw,
    targets: draw.targets.map(({ layer }) => ({ output: "gradient", layer })),
  }));
  return {
    kernel: "combine, sumAddends with a subsampled shortcut",
    draws: [...forward, ...backward],
    inputs: {
      x0: tensorTexels(x, input),
      x1: tensorTexels(branch, output),
      gradient0: tensorTexels(g, output),
      output0: tensorTexels(h, output),
      gradient1: tensorTexels(other, input),
    },
    outputs: { output: tensorTexels(h, output), gradient: tensorTexels(sum(back, other), input) },
  };
}

function poolCase(x: Images, random: Random, drawBuffers: number): Body {
  const pooled = averagePool(x);
  const g = normals(pooled, random);
  const other = normals(x, random);
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const output = layoutTensor(x.batch, [x.channels], drawBuffers);
  const addend = { layout: input, activation: "none", factor: 1, stride: 1 } as const;
  return {
    kernel: "globalAveragePool, globalAveragePoolGradient",
    draws: [
      ...globalAveragePool(input, output, drawBuffers),
      ...globalAveragePoolGradient(input, [addend], drawBuffers).map((draw) => ({
        ...draw,
        targets: draw.targets.map(({ layer }) => ({ output: "gradient", layer })),
      })),
    ],
    inputs: {
      x: tensorTexels(x, input),
      outputGradient: tensorTexels(g, output),
      gradient0: tensorTexels(other, input),
    },
    outputs: {
      output: tensorTexels(pooled, output),
      gradient: tensorTexels(sum(averagePoolGradient(x, g), other), input),
    },
  };
}

function flattenCase(x: Images, random: Random, drawBuffers: number): Body {
  const features = x.height * x.width * x.channels;
  const input = layoutTensor(x.batch, shapeOf(x), drawBuffers);
  const output = layoutTensor(x.batch, [features], drawBuffers);
  const flat = { ...x, height: 1, width: 1, channels: features };
  const g = normals(flat, random);
  return {
    kernel: "flatten, flattenGradient",
    draws: [
      ...flatten(input, output, drawBuffers),
      ...flattenGradient(input, [], drawBuffers).map((draw) => ({
        ...draw,
        targets: draw.targets.map(({ layer }) => ({ output: "gradient", layer })),
      })),
    ],
    inputs: { x: tensorTexels(x, input), outputGradient: tensorTexels(g, output) },
    outputs: {
      output: tensorTexels(flat, output),
      gradient: tensorTexels({ ...x, values: g.values }, input),
    },
  };
}
