/** What a training can measure at the steps of its `probeAt`. */
export const probeKinds = [
  "gradient-norms",
  "parameter-gradients",
  "activations",
  "clipped",
  "weights",
  "updates",
  "branches",
  "block-changes",
] as const;

export type ProbeKind = (typeof probeKinds)[number];

/**
 * What a probe measured besides the gradient norms at the blocks, as far as it was asked for: over one mini-batch, as
 * the net is while it trains. The lists of one measurement belong together, in the order of the net.
 */
export interface Measurements {
  readonly parameterGradients?: ParameterNorms;
  readonly activations?: ActivationStatistics;
  readonly clipped?: ClippedShares;
  readonly weights?: ParameterNorms;
  readonly updates?: UpdateNorms;
  readonly branches?: BranchStatistics;
  readonly blockChanges?: BlockChanges;
}

/** ‖·‖₂ of each trained parameter's values, or of the loss gradient with respect to them. */
export interface ParameterNorms {
  readonly parameters: readonly string[];
  readonly norm: readonly number[];
}

/** ‖Δw‖₂ of the update that follows, and the same as a multiple of ‖w‖₂; null where all weights are zero. */
export interface UpdateNorms extends ParameterNorms {
  readonly relative: readonly (number | null)[];
}

/** Over all examples, pixels and channels: at the outputs of activations, and of blocks that end without one. */
export interface ActivationStatistics {
  readonly layers: readonly string[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** Share of values that are exactly zero: behind a ReLU, what it has clipped. */
  readonly zeros: readonly number[];
  /** Of what the activation is applied to; null where there is none. */
  readonly inputMean: readonly (number | null)[];
  readonly inputDeviation: readonly (number | null)[];
}

/**
 * Share of each activation's values at which it is flat. ReLU: clipped to zero. Sigmoid and tanh: saturated, the slope
 * below a tenth of the steepest one, for tanh |h| > 0.95.
 */
export interface ClippedShares {
  readonly layers: readonly string[];
  readonly share: readonly number[];
}

/** At each residual addition y = F(x) + shortcut(x), named by its block. */
export interface BranchStatistics {
  readonly blocks: readonly string[];
  /** Standard deviations of the two terms. */
  readonly branchDeviation: readonly number[];
  readonly shortcutDeviation: readonly number[];
  /**
   * ‖·‖₂ of the two parts of ∂L/∂x: what comes back through the shortcut, and all the rest, through the branch. Null
   * where they cannot be told apart: x is used outside of the block.
   */
  readonly branchGradient: readonly (number | null)[];
  readonly shortcutGradient: readonly (number | null)[];
  /** Of the angle between the two. */
  readonly cosine: readonly (number | null)[];
}

/** ‖x_{l+1} − x_l‖ / ‖x_l‖ for each block; null where it changes the shape. */
export interface BlockChanges {
  readonly blocks: readonly string[];
  readonly relative: readonly (number | null)[];
}
