import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { boolean, integer, number } from "../core/kinds.ts";
import { needed, withDefault, type OptionsOf, type SettingsOf } from "../core/options.ts";
import { formatShape } from "../core/shape.ts";
import type { Initializer } from "./graph.ts";
import { requireImage } from "./images.ts";
import { initializerKind, readInitializer } from "./initializer-choice.ts";
import { inputShape } from "./input-shape.ts";
import { paddingKind, pixelsOf } from "./padding.ts";
import { xTensor, type SymbolicTensor } from "./symbolic.ts";

/** What "he-normal" alone means for a convolution and for a dense layer. */
export const heFanOut: Initializer = { kind: "he-normal", fan: "out" };
export const heFanIn: Initializer = { kind: "he-normal", fan: "in" };

const weightOptions = {
  initialBias: withDefault(number(), 0, "What every bias starts from: a gate's b_g, for example."),
  initializer: withDefault(initializerKind, "he-normal", "How the weights are drawn."),
};

export const input = declare(
  {
    name: "input",
    help: "What the net is fed, and what the first operation takes.",
    parameters: [parameter("shape", inputShape, "Of one example: images, or vectors of features.")],
    returns: ["SymbolicTensor"],
    example: "input([32, 32, 3]).shape",
  },
  (shape): SymbolicTensor => ({ operation: { op: "input" }, inputs: [], shape }),
);

export const convOptions = {
  filters: needed(integer({ least: 1 }), "Channels that come out."),
  kernelSize: withDefault(integer({ least: 1, unit: "pixels" }), 3, "Side of the square kernel."),
  stride: withDefault(integer({ least: 1, unit: "pixels" }), 1, "From one place of the kernel to the next."),
  padding: withDefault(
    paddingKind,
    "same",
    'Zeros on each side. "same" keeps the size at stride 1 and needs an odd kernel; "valid" adds none.',
  ),
  groups: withDefault(
    integer({ least: 1 }),
    1,
    "Parts into which input and output channels are cut; each part is a convolution of its own.",
  ),
  bias: withDefault(boolean, false, "Whether a number is added to each channel."),
  ...weightOptions,
};
export type ConvOptions = OptionsOf<typeof convOptions>;

export const conv = declare(
  {
    name: "conv",
    help: "Convolution: [H, W, C] to [⌊(H + 2·padding − kernelSize)/stride⌋ + 1, …, filters]. The kernel is [kernelSize, kernelSize, C/groups, filters].",
    parameters: [xTensor, options(convOptions)],
    returns: ["SymbolicTensor"],
    refuses: "x is no image or is smaller than the kernel, or groups do not divide its channels and the filters",
    example: "conv(input([32, 32, 3]), {filters: 16, stride: 2}).shape",
  },
  (x, settings): SymbolicTensor => {
    const { filters, kernelSize: kernel, stride, groups } = settings;
    const [height, width, channels] = requireImage("conv", x);
    const padding = pixelsOf("conv", settings.padding, kernel, "kernel");
    requireGroups(groups, channels, filters);
    const sizes = [height, width].map((size) => Math.floor((size + 2 * padding - kernel) / stride) + 1);
    if (sizes.some((size) => size < 1)) throw refuseKernel(x, kernel, padding);
    const initializer = readInitializer("conv", settings.initializer, heFanOut);
    const biases = readBias("conv", settings);
    return {
      operation: { op: "conv", filters, kernel, stride, padding, groups, ...biases, initializer },
      inputs: [x],
      shape: [...sizes, filters],
    };
  },
);

export const denseOptions = {
  units: needed(integer({ least: 1 }), "Features that come out."),
  bias: withDefault(boolean, true, "Whether a number is added to each unit."),
  ...weightOptions,
};

export const dense = declare(
  {
    name: "dense",
    help: "Fully connected layer y = xW + b: [features] to [units].",
    parameters: [xTensor, options(denseOptions)],
    returns: ["SymbolicTensor"],
    refuses: "x is no vector",
    example: "dense(globalAveragePool(input([8, 8, 64])), {units: 10}).shape",
  },
  (x, { units, ...settings }): SymbolicTensor => {
    if (x.shape.length !== 1) {
      throw refuse(
        "dense",
        `expected a vector [features], got ${formatShape(x.shape)}`,
        "Put globalAveragePool(x) or flatten(x) before it.",
      );
    }
    const initializer = readInitializer("dense", settings.initializer, heFanIn);
    return {
      operation: { op: "dense", units, ...readBias("dense", settings), initializer },
      inputs: [x],
      shape: [units],
    };
  },
);

export const batchNorm = declare(
  {
    name: "batchNorm",
    help: "Batch normalisation per channel, over the batch and, for images, over the pixels.",
    parameters: [
      xTensor,
      options({
        momentum: withDefault(number({ least: 0, most: 1 }), 0.1, "Weight of the new batch in the running statistics."),
        epsilon: withDefault(number({ least: 0 }), 1e-5, "Added to the variance."),
        initialGamma: withDefault(number(), 1, "What every γ starts from."),
      }),
    ],
    returns: ["SymbolicTensor"],
    source: "Ioffe & Szegedy 2015 (1502.03167), Algorithm 1",
    example: "batchNorm(conv(input([32, 32, 3]), {filters: 16})).operation",
  },
  (x, settings): SymbolicTensor => ({ operation: { op: "batchNorm", ...settings }, inputs: [x], shape: x.shape }),
);

/** A bias that starts from 0 is not written down. */
function readBias(
  where: string,
  { bias, initialBias }: Pick<SettingsOf<typeof convOptions>, "bias" | "initialBias">,
): { bias: boolean; initialBias?: number } {
  if (initialBias === 0) return { bias };
  if (bias) return { bias, initialBias };
  throw refuse(where, "initialBias is of no use without a bias", "Add bias: true.");
}

function requireGroups(groups: number, channels: number, filters: number): void {
  if (channels % groups === 0 && filters % groups === 0) return;
  throw refuse(
    "conv",
    `${groups} groups must divide the ${channels} input channels and the ${filters} filters`,
    "Choose a common divisor of both.",
  );
}

function refuseKernel({ shape }: SymbolicTensor, kernel: number, padding: number): Error {
  const padded = shape.slice(0, 2).map((size) => size + 2 * padding);
  return refuse(
    "conv",
    `a ${kernel} × ${kernel} kernel does not fit into ${formatShape(shape)} with padding ${padding} (${padded.join(" × ")})`,
    "Use a smaller kernel, more padding or fewer strides before it.",
  );
}
