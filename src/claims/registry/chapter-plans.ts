/**
 * The sections of each chapter that rows are placed in, by the ids of their headings, in the order of the teaching plan.
 * A chapter may have further headings, which belong to the section that they stand in.
 */
export const chapterPlans: Readonly<Record<string, readonly string[]>> = {
  "vanishing-gradients": [
    ...["question", "scalar-chain", "slopes", "matrices", "exploding", "saturation", "forward", "very-deep", "relu"],
    ...["batch-norm", "bn-explodes", "shattered", "not-the-reason", "fix"],
  ],
  degradation: [
    ...[
      "observation",
      "your-turn",
      "overfitting",
      "construction",
      "existence",
      "nested",
      "identity",
      "finding-identity",
    ],
    ...["not-vanishing", "not-impatience", "shortcut", "remedies", "highway", "limits-of-depth", "fix"],
  ],
  "residual-blocks": [
    ...["reparametrise", "wiring", "no-parameters", "which-zero", "forward-shapes", "add-node", "training", "reported"],
    ...["shapes-differ", "prior-wrong", "initial-scale", "small-responses", "recipe", "cifar-nets", "fix"],
  ],
  bottlenecks: [
    ...["budget", "pixel-matrix", "sandwich", "relus", "identity-matters", "family", "design-rules", "where-compute"],
    ...["stride", "results", "depth-pays", "small-images", "backbones", "fix"],
  ],
  "pre-activation": [
    ...["unroll", "backward", "scaling", "six-shortcuts", "more-power", "gates", "clipping", "stream", "placements"],
    ...["renaming", "ends", "thousand-layers", "afterwards", "fix"],
  ],
  extras: [
    ...["unravelled", "lesions", "path-gradients", "ensembles", "shattered", "landscapes", "linear-theory", "resnext"],
    ...["growth", "alexnet", "transfer", "code-clinic", "afterwards", "exam"],
  ],
};
