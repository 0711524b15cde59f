import { sumOf } from "../core/statistics.ts";
import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireBoolean, requireInteger, requireNumber, show } from "../core/check-value.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import type { Initializer } from "./graph.ts";
import { readInitializer, type InitializerChoice } from "./initializers.ts";
import { requireTensor, type SymbolicTensor } from "./symbolic.ts";

const heFanOut: Initializer = { kind: "he-normal", fan: "out" };
const heFanIn: Initializer = { kind: "he-normal", fan: "in" };
const convOptionNames = ["filters", "kernel", "stride", "padding", "groups", "bias", "initialBias", "initializer"];

/** What the net is fed: [height, width, channels] for images, [features] for vectors. */
export function input(shape: Shape): SymbolicTensor {
  const valid = Array.isArray(shape) && (shape.length === 1 || shape.length === 3);
  if (!valid || shape.some((size: unknown) => !Number.isInteger(size) || (size as number) < 1)) {
    throw refuse(
      "input",
      `shape must be [height, width, channels] or [features] in positive integers, got ${show(shape)}`,
      "Try input([32, 32, 3]) for images or input([2]) for points.",
    );
  }
  return { operation: { op: "input" }, inputs: [], shape: [...shape] };
}

export interface ConvOptions {
  /** Output channels. */
  readonly filters: number;
  /** Side of the square kernel, in pixels. */
  readonly kernel?: number;
  readonly stride?: number;
  /** Zero pixels added on each side; by default the size is kept at stride 1. */
  readonly padding?: number;
  /** Parts into which input and output channels are cut; each part is a convolution of its own. */
  readonly groups?: number;
  readonly bias?: boolean;
  /** What every bias starts from: a gate's b_g, for example. */
  readonly initialBias?: number;
  readonly initializer?: InitializerChoice;
}

/**
 * Convolution: [H, W, C] to [⌊(H + 2·padding − kernel)/stride⌋ + 1, …, filters].
 * @throws CourseError if x is no image or is smaller than the kernel
 */
export function conv(x: SymbolicTensor, options: ConvOptions): SymbolicTensor {
  const [height, width, channels] = requireImage("conv", x);
  checkOptionNames("conv", options, convOptionNames);
  const { kernel = 3, stride = 1, padding = (kernel - 1) / 2, groups = 1, bias = false } = options;
  const { initializer = heFanOut } = options;
  const filters = requireInteger("conv", "filters", options.filters, 1);
  requireInteger("conv", "kernel", kernel, 1);
  requireInteger("conv", "stride", stride, 1);
  if (options.padding === undefined && kernel % 2 === 0) {
    throw refuse(
      "conv",
      `a kernel of even side (${kernel}) has no centre, so the padding cannot be chosen for you`,
      "Use an odd kernel or pass padding.",
    );
  }
  requireInteger("conv", "padding", padding, 0);
  requireGroups(requireInteger("conv", "groups", groups, 1), channels, filters);
  const outHeight = Math.floor((height + 2 * padding - kernel) / stride) + 1;
  const outWidth = Math.floor((width + 2 * padding - kernel) / stride) + 1;
  if (outHeight < 1 || outWidth < 1) {
    const padded = `${height + 2 * padding} × ${width + 2 * padding}`;
    throw refuse(
      "conv",
      `a ${kernel} × ${kernel} kernel does not fit into ${formatShape(x.shape)} with padding ${padding} (${padded})`,
      "Use a smaller kernel, more padding or fewer strides before it.",
    );
  }
  const biases = readBias("conv", { ...options, bias });
  const weights = readInitializer("conv", initializer, heFanOut);
  return {
    operation: { op: "conv", filters, kernel, stride, padding, groups, ...biases, initializer: weights },
    inputs: [x],
    shape: [outHeight, outWidth, filters],
  };
}

/** A bias that starts from 0 is not written down. */
function readBias(
  where: string,
  { bias, initialBias = 0 }: { readonly bias: boolean; readonly initialBias?: number },
): { bias: boolean; initialBias?: number } {
  requireBoolean(where, "bias", bias);
  requireNumber(where, "initialBias", initialBias);
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

export interface DenseOptions {
  readonly units: number;
  readonly bias?: boolean;
  /** What every bias starts from. */
  readonly initialBias?: number;
  readonly initializer?: InitializerChoice;
}

/** Fully connected layer y = xW + b: [features] to [units]. */
export function dense(x: SymbolicTensor, options: DenseOptions): SymbolicTensor {
  const { shape } = requireTensor("dense", x);
  if (shape.length !== 1) {
    throw refuse(
      "dense",
      `expected a vector [features], got ${formatShape(shape)}`,
      "Put globalAveragePool(x) or flatten(x) before it.",
    );
  }
  checkOptionNames("dense", options, ["units", "bias", "initialBias", "initializer"]);
  const { bias = true, initializer = heFanIn } = options;
  const units = requireInteger("dense", "units", options.units, 1);
  const weights = readInitializer("dense", initializer, heFanIn);
  const start = readBias("dense", { ...options, bias });
  return { operation: { op: "dense", units, ...start, initializer: weights }, inputs: [x], shape: [units] };
}

export interface BatchNormOptions {
  /** Weight of the new batch in the running statistics. */
  readonly momentum?: number;
  readonly epsilon?: number;
  readonly initialGamma?: number;
}

/** Batch normalisation per channel (Ioffe & Szegedy 2015), over the batch and, for images, over the pixels. */
export function batchNorm(x: SymbolicTensor, options: BatchNormOptions = {}): SymbolicTensor {
  const { shape } = requireTensor("batchNorm", x);
  checkOptionNames("batchNorm", options, ["momentum", "epsilon", "initialGamma"]);
  const { momentum = 0.1, epsilon = 1e-5, initialGamma = 1 } = options;
  requireNumber("batchNorm", "momentum", momentum, 0, 1);
  requireNumber("batchNorm", "epsilon", epsilon, 0);
  requireNumber("batchNorm", "initialGamma", initialGamma);
  return { operation: { op: "batchNorm", momentum, epsilon, initialGamma }, inputs: [x], shape };
}

/** max(x, 0), element by element. */
export function relu(x: SymbolicTensor): SymbolicTensor {
  return { operation: { op: "relu" }, inputs: [x], shape: requireTensor("relu", x).shape };
}

/** 1 / (1 + e^−x), element by element. */
export function sigmoid(x: SymbolicTensor): SymbolicTensor {
  return { operation: { op: "sigmoid" }, inputs: [x], shape: requireTensor("sigmoid", x).shape };
}

/** Hyperbolic tangent, element by element. */
export function tanh(x: SymbolicTensor): SymbolicTensor {
  return { operation: { op: "tanh" }, inputs: [x], shape: requireTensor("tanh", x).shape };
}

/**
 * Element-wise sum of two or more tensors of one shape: where a shortcut meets its residual branch. Name the branch
 * first: parameters are listed in that order.
 */
export function add(...terms: readonly SymbolicTensor[]): SymbolicTensor {
  const [first, ...others] = terms.map((term) => requireTensor("add", term));
  if (first === undefined || others.length === 0) {
    throw refuse("add", `expected two or more tensors, got ${terms.length}`, "Write add(residual, shortcut).");
  }
  for (const other of others) {
    if (sameShape(first.shape, other.shape)) continue;
    throw refuse(
      "add",
      `shapes differ: ${formatShape(first.shape)} and ${formatShape(other.shape)}`,
      "Bring the shortcut to the branch's shape with subsamplePad(x, {stride, channels}) or with a 1 × 1 convolution.",
    );
  }
  return { operation: { op: "add" }, inputs: [first, ...others], shape: first.shape };
}

/** Multiplies every element by a constant. */
export function scale(x: SymbolicTensor, factor: number): SymbolicTensor {
  const { shape } = requireTensor("scale", x);
  requireNumber("scale", "factor", factor);
  return { operation: { op: "scale", factor }, inputs: [x], shape };
}

/**
 * Shortcut without parameters across a change of shape (option A of He et al. 2015, sec. 3.3): keeps every
 * `stride`-th pixel and puts channels of zeros behind the old ones. [H, W, C] to [⌈H/stride⌉, ⌈W/stride⌉, channels].
 */
export function subsamplePad(
  x: SymbolicTensor,
  options: { readonly stride: number; readonly channels: number },
): SymbolicTensor {
  const [height, width, channelsIn] = requireImage("subsamplePad", x);
  checkOptionNames("subsamplePad", options, ["stride", "channels"]);
  const stride = requireInteger("subsamplePad", "stride", options.stride, 1);
  const channels = requireInteger("subsamplePad", "channels", options.channels, 1);
  if (channels < channelsIn) {
    throw refuse(
      "subsamplePad",
      `zeros can only add channels, but ${formatShape(x.shape)} has ${channelsIn} and ${channels} were asked for`,
      `Ask for at least ${channelsIn} channels, or use a 1 × 1 convolution.`,
    );
  }
  const shape = [Math.ceil(height / stride), Math.ceil(width / stride), channels];
  return { operation: { op: "subsamplePad", stride, channels }, inputs: [x], shape };
}

/** Channels of all tensors side by side, in their order: [H, W, C₁], [H, W, C₂], … to [H, W, C₁ + C₂ + …]. */
export function concatenate(...parts: readonly SymbolicTensor[]): SymbolicTensor {
  const [first, ...others] = parts.map((part) => requireTensor("concatenate", part));
  if (first === undefined || others.length === 0) {
    throw refuse("concatenate", `expected two or more tensors, got ${parts.length}`, "Write concatenate(x, y).");
  }
  const place = first.shape.slice(0, -1);
  for (const { shape } of others) {
    if (sameShape(place, shape.slice(0, -1))) continue;
    throw refuse(
      "concatenate",
      `only channels may differ, got ${formatShape(first.shape)} and ${formatShape(shape)}`,
      "Give all parts the same stride.",
    );
  }
  const channels = sumOf(parts, ({ shape }) => shape.at(-1) ?? 0);
  return { operation: { op: "concatenate" }, inputs: [first, ...others], shape: [...place, channels] };
}

/** Largest value of each window; the border is never the largest. [H, W, C] to [⌊(H + 2·padding − window)/stride⌋ + 1, …, C]. */
export function maxPool(
  x: SymbolicTensor,
  options: { readonly window?: number; readonly stride?: number; readonly padding?: number } = {},
): SymbolicTensor {
  const [height, width, channels] = requireImage("maxPool", x);
  checkOptionNames("maxPool", options, ["window", "stride", "padding"]);
  const window = requireInteger("maxPool", "window", options.window ?? 3, 1);
  const stride = requireInteger("maxPool", "stride", options.stride ?? 2, 1);
  const padding = requireInteger("maxPool", "padding", options.padding ?? Math.floor((window - 1) / 2), 0);
  const sizes = [height, width].map((size) => Math.floor((size + 2 * padding - window) / stride) + 1);
  if (sizes.some((size) => size < 1) || 2 * padding > window) {
    throw refuse(
      "maxPool",
      `a window of ${window} with padding ${padding} does not fit into ${formatShape(x.shape)}`,
      "Use a smaller window, and at most half of it as padding.",
    );
  }
  return { operation: { op: "maxPool", window, stride, padding }, inputs: [x], shape: [...sizes, channels] };
}

/** Mean over all pixels: [H, W, C] to [C]. */
export function globalAveragePool(x: SymbolicTensor): SymbolicTensor {
  const [, , channels] = requireImage("globalAveragePool", x);
  return { operation: { op: "globalAveragePool" }, inputs: [x], shape: [channels] };
}

/** All values in one row: [H, W, C] to [H·W·C]. */
export function flatten(x: SymbolicTensor): SymbolicTensor {
  const [height, width, channels] = requireImage("flatten", x);
  return { operation: { op: "flatten" }, inputs: [x], shape: [height * width * channels] };
}

function requireImage(where: string, x: SymbolicTensor): readonly [height: number, width: number, channels: number] {
  const { shape } = requireTensor(where, x);
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    throw refuse(
      where,
      `expected images [height, width, channels], got ${formatShape(shape)}`,
      "Put it before globalAveragePool and flatten, on a net that starts with input([height, width, channels]).",
    );
  }
  return [height, width, channels];
}
