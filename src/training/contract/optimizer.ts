/** How parameters follow their gradients, and at which rate. */
export type OptimizerSpec = SgdSpec | AdamSpec;

/** Momentum and weight decay as in He et al. 2015 sec. 3.4: v = μ v + g + λ w; w = w − lr v. */
export interface SgdSpec extends Schedule {
  readonly kind: "sgd";
  readonly momentum: number;
  readonly weightDecay: number;
}

/** Kingma & Ba 1412.6980, Algorithm 1, with λ w added to the gradient: torch.optim.Adam. */
export interface AdamSpec extends Schedule {
  readonly kind: "adam";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** The learning rate over a run. Parts of a run are given as fractions of its steps, 0 … 1. */
export interface Schedule {
  readonly learningRate: number;
  /**
   * Until then another rate: held ("constant", as for ResNet-110 in He et al. 2015 sec. 4.2) or rising from it to
   * `learningRate` in equal steps ("linear", Goyal et al. 1706.02677 sec. 2.2).
   */
  readonly warmUp: { readonly kind: "constant" | "linear"; readonly from: number; readonly until: number } | null;
  /** Multiply the rate by `factor` once `at` of all steps are done; in order. */
  readonly decay: readonly { readonly at: number; readonly factor: number }[];
}
