import type { Shape } from "../core/shape.ts";

/**
 * An architecture as plain data: a list of nodes in topological order, each naming its inputs by their place in the
 * list. It can be printed, compared, cloned to a worker and drawn. All shapes are per example (no batch axis);
 * images are [height, width, channels].
 */
export interface Architecture {
  /** What a chart calls it, e.g. "plain-56". */
  readonly name: string;
  readonly family: Family;
  /** Weighted layers as the papers count them: 6n + 2 counts convolutions of the trunk and the final dense layer. */
  readonly depth: number;
  readonly nodes: readonly GraphNode[];
}

/** Decides colour and dash in every chart of the course. */
export type Family = "plain" | "residual" | "bottleneck" | "pre-activation" | "other";

export type GraphNode = Operation & {
  /** Unique within the architecture; parameters are named `${name}/kernel`, `/bias`, `/gamma`, `/beta`. */
  readonly name: string;
  /** Indices of earlier nodes. Empty only for the input. */
  readonly inputs: readonly number[];
  /** Shape of this node's output for one example. */
  readonly shape: Shape;
  /** Set on the output node of a block (the papers' x_{l+1}), so that probes and drawings can find blocks. */
  readonly block?: BlockLabel;
};

/** Stage 0, index 0 marks the first block's input h_0: what the stem puts out. */
export interface BlockLabel {
  /** Counted from 1, as in the papers' conv2_x … */
  readonly stage: number;
  /** Counted from 1 within its stage. */
  readonly index: number;
}

/**
 * How a weight's standard deviation follows from its fan: He 1502.01852 Eq. 10 (2/fan), Glorot & Bengio 2010 Eq. 12
 * and 16. "fan-in-uniform" is U(±1/√fan-in): Glorot & Bengio's Eq. 1, the heuristic they improve on, and PyTorch's default.
 * "orthogonal" is a random orthogonal matrix times `gain` (Saxe et al. 1312.6120), for dense layers. "looks-linear" lets
 * ReLU layers start as linear ones (Balduzzi et al. 1702.08591), for dense layers; `paired` where the layer in front does.
 */
export type Initializer =
  | { readonly kind: "he-normal"; readonly fan: "in" | "out" }
  | { readonly kind: "xavier-normal" }
  | { readonly kind: "xavier-uniform" }
  | { readonly kind: "fan-in-uniform" }
  | { readonly kind: "normal"; readonly deviation: number }
  | { readonly kind: "orthogonal"; readonly gain: number }
  | { readonly kind: "looks-linear"; readonly paired: boolean }
  | { readonly kind: "identity" }
  | { readonly kind: "zeros" };

export type Operation =
  | { readonly op: "input" }
  /**
   * Square kernel, symmetric zero padding of `padding` pixels a side, no bias unless said. Kernel [k, k, Cin/groups, Cout]:
   * output channels fall into `groups` equal parts, each of which sees its own part of the input channels. `initialBias`
   * is what every bias starts from; 0 where it is absent.
   */
  | {
      readonly op: "conv";
      readonly filters: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: number;
      readonly groups: number;
      readonly bias: boolean;
      readonly initialBias?: number;
      readonly initializer: Initializer;
    }
  /** y = xW + b. Kernel [in, units]. */
  | {
      readonly op: "dense";
      readonly units: number;
      readonly bias: boolean;
      readonly initialBias?: number;
      readonly initializer: Initializer;
    }
  /** Ioffe & Szegedy 1502.03167, over batch and space. `momentum` is the weight of the new batch in the running statistics (PyTorch's 0.1). */
  | { readonly op: "batchNorm"; readonly momentum: number; readonly epsilon: number; readonly initialGamma: number }
  | { readonly op: "relu" }
  | { readonly op: "sigmoid" }
  | { readonly op: "tanh" }
  /** Element-wise sum of two or more inputs of one shape. */
  | { readonly op: "add" }
  /** Multiplies by a constant. */
  | { readonly op: "scale"; readonly factor: number }
  /** 1 − x: what a gate lets through on the other way. */
  | { readonly op: "complement" }
  /** Element-wise product of two inputs of one shape: a gate and what it controls. */
  | { readonly op: "multiply" }
  /** The inputs' channels side by side, in their order. */
  | { readonly op: "concatenate" }
  /**
   * Sets each element to zero with probability `rate` while training. Srivastava et al. 2014: not rescaled in training,
   * times 1 − rate in evaluation ("at-test"), or divided by 1 − rate in training and untouched in evaluation ("at-training",
   * PyTorch's way). He et al. 2016, sec. 3.1 puts it on the shortcut, with the expectation of a scale of 1 − rate.
   */
  | { readonly op: "dropout"; readonly rate: number; readonly rescale: "at-training" | "at-test" }
  /**
   * One coin for the whole mini-batch: the input with probability `survival`, otherwise zeros; in evaluation the input
   * times `survival`. Huang et al. 1603.09382, Eq. 2 and 5.
   */
  | { readonly op: "stochasticDepth"; readonly survival: number }
  /** Largest value in each square window; the border never wins. [H, W, C] to [⌊(H + 2·padding − window)/stride⌋ + 1, …, C]. */
  | { readonly op: "maxPool"; readonly window: number; readonly stride: number; readonly padding: number }
  /** Option A of He et al. 2015, sec. 3.3: every `stride`-th pixel, new channels filled with zeros behind the old ones. */
  | { readonly op: "subsamplePad"; readonly stride: number; readonly channels: number }
  /** Mean over height and width: [H, W, C] to [C]. */
  | { readonly op: "globalAveragePool" }
  /** [H, W, C] to [H·W·C]. */
  | { readonly op: "flatten" };
