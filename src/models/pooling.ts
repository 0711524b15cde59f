import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer } from "../core/kinds.ts";
import { needed, optional, withDefault } from "../core/options.ts";
import { formatShape } from "../core/shape.ts";
import { requireImage } from "./images.ts";
import { paddingKind, pixelsOf } from "./padding.ts";
import { xTensor, type SymbolicTensor } from "./symbolic.ts";

export const maxPool = declare(
  {
    name: "maxPool",
    help: "Largest value of each window; the border is never the largest. [H, W, C] to [⌊(H + 2·padding − poolSize)/stride⌋ + 1, …, C].",
    parameters: [
      xTensor,
      options({
        poolSize: withDefault(integer({ least: 1, unit: "pixels" }), 3, "Side of the square window."),
        stride: withDefault(integer({ least: 1, unit: "pixels" }), 2, "From one window to the next."),
        padding: optional(
          paddingKind,
          'Border on each side. "same" keeps the size at stride 1 and needs an odd poolSize; "valid" adds none.',
          "half of poolSize − 1, rounded down",
        ),
      }),
    ],
    returns: ["SymbolicTensor"],
    refuses: "x is no image or is smaller than the window, or more than half of the window is border",
    example: "maxPool(input([32, 32, 16])).shape",
  },
  (x, { poolSize: window, stride, padding: given }): SymbolicTensor => {
    const [height, width, channels] = requireImage("maxPool", x);
    const padding = pixelsOf("maxPool", given ?? Math.floor((window - 1) / 2), window, "window");
    const sizes = [height, width].map((size) => Math.floor((size + 2 * padding - window) / stride) + 1);
    if (sizes.some((size) => size < 1) || 2 * padding > window) {
      throw refuse(
        "maxPool",
        `a window of ${window} with padding ${padding} does not fit into ${formatShape(x.shape)}`,
        "Use a smaller window, and at most half of it as padding.",
      );
    }
    return { operation: { op: "maxPool", window, stride, padding }, inputs: [x], shape: [...sizes, channels] };
  },
);

export const subsamplePad = declare(
  {
    name: "subsamplePad",
    help: "Shortcut without parameters across a change of shape (option A): keeps every `stride`-th pixel and puts channels of zeros behind the old ones. [H, W, C] to [⌈H/stride⌉, ⌈W/stride⌉, channels].",
    parameters: [
      xTensor,
      options({
        stride: needed(integer({ least: 1, unit: "pixels" }), "From one pixel that is kept to the next."),
        channels: needed(integer({ least: 1 }), "Channels that come out: at least as many as go in."),
      }),
    ],
    returns: ["SymbolicTensor"],
    refuses: "x is no image, or has more channels",
    source: "He et al. 2015, sec. 3.3, option A",
    example: "subsamplePad(input([32, 32, 16]), {stride: 2, channels: 32}).shape",
  },
  (x, { stride, channels }): SymbolicTensor => {
    const [height, width, channelsIn] = requireImage("subsamplePad", x);
    if (channels < channelsIn) {
      throw refuse(
        "subsamplePad",
        `zeros can only add channels, but ${formatShape(x.shape)} has ${channelsIn} and ${channels} were asked for`,
        `Ask for at least ${channelsIn} channels, or use a 1 × 1 convolution.`,
      );
    }
    const shape = [Math.ceil(height / stride), Math.ceil(width / stride), channels];
    return { operation: { op: "subsamplePad", stride, channels }, inputs: [x], shape };
  },
);

export const globalAveragePool = declare(
  {
    name: "globalAveragePool",
    help: "Mean over all pixels: [H, W, C] to [C].",
    parameters: [xTensor],
    returns: ["SymbolicTensor"],
    refuses: "x is no image",
    example: "globalAveragePool(input([8, 8, 64])).shape",
  },
  (x): SymbolicTensor => {
    const [, , channels] = requireImage("globalAveragePool", x);
    return { operation: { op: "globalAveragePool" }, inputs: [x], shape: [channels] };
  },
);

export const flatten = declare(
  {
    name: "flatten",
    help: "All values in one row: [H, W, C] to [H·W·C].",
    parameters: [xTensor],
    returns: ["SymbolicTensor"],
    refuses: "x is no image",
    example: "flatten(input([8, 8, 3])).shape",
  },
  (x): SymbolicTensor => {
    const [height, width, channels] = requireImage("flatten", x);
    return { operation: { op: "flatten" }, inputs: [x], shape: [height * width * channels] };
  },
);
