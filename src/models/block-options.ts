import { boolean, choice, integer, number } from "../core/kinds.ts";
import { needed, optional, withDefault, type OptionsOf } from "../core/options.ts";
import { activationKind } from "./activations.ts";
import { connectionKind } from "./connections.ts";
import { initializerKind } from "./initializer-choice.ts";
import { placementNames } from "./placements.ts";
import { shortcutChoice } from "./shortcuts.ts";

const outside = "From stagedNet's call, which can be handed on whole; it changes nothing in this block.";

/** What `stagedNet` calls a block with besides its size and style, so that `{...call}` can be handed on. */
export const callOptions = {
  stage: optional(integer({ least: 1 }), `The block's stage, counted from 1. ${outside}`),
  index: optional(integer({ least: 1 }), `The block's place within its stage, counted from 1. ${outside}`),
  number: optional(integer({ least: 1 }), `The block's place among all blocks, counted from 1. ${outside}`),
  count: optional(integer({ least: 1 }), `How many blocks the net has. ${outside}`),
};

/** What every convolution of a block or net shares. */
export const styleOptions = {
  batchNorm: withDefault(boolean, true, "Batch normalisation behind the weights; without it, a bias."),
  initializer: withDefault(initializerKind, "he-normal", "How the weights are drawn."),
};

export const sizeOptions = {
  filters: needed(integer({ least: 1 }), "Channels that the block puts out."),
  stride: withDefault(
    integer({ least: 1, unit: "pixels" }),
    1,
    "Of the first convolution, and of the shortcut: 2 halves the image.",
  ),
};

export const stridePlacementKind = choice("1x1", "3x3");
export const stridePlacementHelp =
  'Which convolution halves the image: the first 1 × 1, as in He et al. 2015, or the 3 × 3, as in ResNeXt and torchvision ("v1.5").';

/** What every residual block can vary. */
export const residualBlockOptions = {
  ...sizeOptions,
  ...styleOptions,
  bias: optional(
    boolean,
    "Whether the branch's weight layers have a bias.",
    "only where no batch normalisation makes it useless",
  ),
  activation: withDefault(activationKind, "relu", "The non-linearity."),
  placement: withDefault(
    choice(...placementNames),
    "original",
    "Where batch normalisation and activation stand: He et al. 2016, Table 2.",
  ),
  shortcut: shortcutChoice("A"),
  connection: withDefault(
    connectionKind,
    { kind: "identity" },
    "How shortcut and branch come together: He et al. 2016, Table 1.",
  ),
  first: withDefault(
    boolean,
    false,
    "Whether it is the first block of a net: its input is activated already, so pre-activation starts with the weights.",
  ),
  zeroInitResidual: withDefault(
    boolean,
    false,
    "The branch starts from 0: last γ = 0 (Goyal et al. 2017), or last kernel = 0 where no batch normalisation ends it.",
  ),
  residualScale: withDefault(number(), 1, "The branch times this constant."),
  survival: withDefault(
    number({ least: 0, most: 1 }),
    1,
    "Probability that a training step keeps the branch (Huang et al. 2016).",
  ),
  dropout: withDefault(
    number({ least: 0, most: 1 }),
    0,
    "Rate of a dropout before the branch's last layer (Zagoruyko & Komodakis 2016).",
  ),
  ...callOptions,
};

/** What a residual block is called with. */
export type ResidualBlockOptions = OptionsOf<typeof residualBlockOptions>;
