import { exportsOf } from "./library-entry.ts";

const models = {
  ...exportsOf(() => import("../../models/plain-net.ts"), "plainNet"),
  ...exportsOf(() => import("../../models/residual-net.ts"), "residualNet"),
  ...exportsOf(() => import("../../models/bottleneck-net.ts"), "bottleneckNet"),
  ...exportsOf(() => import("../../models/pre-activation-net.ts"), "preActivationNet"),
  ...exportsOf(() => import("../../models/res-next.ts"), "resNeXt"),
  ...exportsOf(() => import("../../models/res-next-forms.ts"), "regroupParameters"),
  ...exportsOf(() => import("../../models/highway-net.ts"), "highwayNet", "highwayMlp"),
  ...exportsOf(() => import("../../models/image-net.ts"), "imageNetResNet", "imageNetResNeXt"),
  ...exportsOf(() => import("../../models/listed-resnet.ts"), "listedResNet34"),
  ...exportsOf(() => import("../../models/vgg.ts"), "vggNet"),
  ...exportsOf(() => import("../../models/alex-net.ts"), "alexNet"),
  ...exportsOf(() => import("../../models/staged-net.ts"), "stagedNet"),
  ...exportsOf(() => import("../../models/mlp.ts"), "plainMlp", "residualMlp"),
  ...exportsOf(() => import("../../models/function-fitter.ts"), "functionFitter"),
  ...exportsOf(() => import("../../models/architecture.ts"), "architecture"),
  ...exportsOf(() => import("../../models/parameters.ts"), "initialParameters", "listParameters"),
  ...exportsOf(() => import("../../models/symbolic.ts"), "labelBlock"),
  ...exportsOf(() => import("../../models/layers.ts"), "input", "conv", "dense", "batchNorm"),
  ...exportsOf(() => import("../../models/nonlinearities.ts"), "relu", "sigmoid", "tanh"),
  ...exportsOf(() => import("../../models/joins.ts"), "add", "scale", "concatenate"),
  ...exportsOf(() => import("../../models/pooling.ts"), "maxPool", "subsamplePad", "globalAveragePool", "flatten"),
  ...exportsOf(() => import("../../models/gates.ts"), "complement", "multiply", "dropout", "stochasticDepth"),
  ...exportsOf(() => import("../../models/highway-layer.ts"), "highwayLayer"),
  ...exportsOf(() => import("../../models/blocks.ts"), "plainBlock", "basicBlock", "bottleneckBlock"),
  ...exportsOf(() => import("../../models/res-next-block.ts"), "resNeXtBlock"),
  ...exportsOf(
    () => import("../../models/summary.ts"),
    "summarize",
    "summarizeStages",
    "countParameters",
    "countMultiplyAdds",
    "countActivations",
  ),
  ...exportsOf(() => import("../../models/dead-taps.ts"), "findDeadTaps", "countDeadParameters"),
  ...exportsOf(() => import("../../models/identity-insertion.ts"), "insertIdentityLayers"),
  ...exportsOf(
    () => import("../../models/block-surgery.ts"),
    "deleteBlock",
    "deleteBlocks",
    "deletableBlocks",
    "swapBlocks",
  ),
  ...exportsOf(() => import("../../models/random-deletions.ts"), "randomDeletions"),
};

const data = {
  ...exportsOf(() => import("../../data/spiral.ts"), "spiral"),
  ...exportsOf(() => import("../../data/shapes.ts"), "shapes"),
  ...exportsOf(() => import("../../data/identity-pairs.ts"), "identityPairs"),
  ...exportsOf(() => import("../../data/linear-pairs.ts"), "linearPairs"),
  ...exportsOf(() => import("../../data/cifar-10.ts"), "cifar10"),
};

/** Signals in random nets, and formulas for them: nothing is trained. */
const signals = {
  ...exportsOf(() => import("../../signals/propagate.ts"), "propagate"),
  ...exportsOf(() => import("../../signals/predict.ts"), "predictPropagation"),
  ...exportsOf(() => import("../../signals/shattered.ts"), "inputGradient"),
  ...exportsOf(() => import("../../signals/scalar-chain.ts"), "scalarChain"),
  ...exportsOf(() => import("../../signals/activations.ts"), "activation"),
  ...exportsOf(() => import("../../signals/softmax.ts"), "softmax", "crossEntropy", "leastDoubleSoftmaxLoss"),
};

const effects = exportsOf(
  () => import("../../claims/effects.ts"),
  "finalLoss",
  "finalAccuracy",
  "lossGap",
  "evaluationLoss",
  "testGap",
  "gradientRatio",
  "smallestGradientRatio",
  "stepsToError",
  "perSeed",
);

/** What needs no page, no worker and no file: plain data in, plain data out. Cells have it wherever they run. */
export const computing = { models, data, signals, effects } as const;
