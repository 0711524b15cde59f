import type { Bets } from "../../claims/bets.ts";
import type { Claim } from "../../notebook/chapter.ts";
import type { CellContext, CellLibrary } from "../cell/cell-context.ts";
import { modules, standard } from "./standard-library.ts";

/**
 * Everything that a cell can name besides other cells' names and the browser's own: this file alone decides, with what
 * it takes from standard-library.ts. Parts are loaded when the first cell uses them, so that a page costs what its cells
 * need.
 */
export function courseLibrary({ claims, bets }: ChapterFacts): CellLibrary {
  const verdict = async () => (await import("../../claims/verdict-card.ts")).createVerdict(claims, bets);
  return {
    builtins: {
      ...standard,
      ...own,
      ...models,
      ...data,
      ...signals,
      ...training,
      ...charts,
      ...effects,
      ...programs,
      verdict,
    },
    perRun: { train: bindTrain, ...analyses },
    modules,
  };
}

/** What verdicts follow: the thresholds of the chapter and the bets of its reader. */
export interface ChapterFacts {
  readonly claims: readonly Claim[];
  readonly bets: Bets;
}

const own = {
  ...exportsOf(() => import("./markdown-tag.ts"), "md"),
  ...exportsOf(() => import("./tex-tag.ts"), "tex"),
  ...exportsOf(() => import("./choices.ts"), "choices"),
};

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
  ...exportsOf(
    () => import("../../models/layers.ts"),
    "input",
    "conv",
    "dense",
    "batchNorm",
    "relu",
    "sigmoid",
    "tanh",
    "add",
    "scale",
    "concatenate",
    "maxPool",
    "subsamplePad",
    "globalAveragePool",
    "flatten",
  ),
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
  ...exportsOf(() => import("../../data/cifar-10.ts"), "cifar10"),
  ...exportsOf(() => import("./choose-images.ts"), "chooseImages"),
};

/** Signals in random nets, and formulas for them: nothing is trained. */
const signals = {
  ...exportsOf(() => import("../../signals/propagate.ts"), "propagate"),
  ...exportsOf(() => import("../../signals/predict.ts"), "predictPropagation"),
  ...exportsOf(() => import("../../signals/shattered.ts"), "inputGradient"),
  ...exportsOf(() => import("../../signals/scalar-chain.ts"), "scalarChain"),
  ...exportsOf(() => import("../../signals/activations.ts"), "findActivation"),
  ...exportsOf(() => import("../../signals/softmax.ts"), "softmax", "crossEntropy", "leastDoubleSoftmaxLoss"),
};

const training = {
  ...exportsOf(() => import("../../training/page/client.ts"), "evaluate", "examples"),
  ...exportsOf(() => import("../../training/page/combine.ts"), "merge", "finished"),
  ...exportsOf(() => import("./save-training.ts"), "saveTraining"),
  ...exportsOf(() => import("../../training/saved/saved-training.ts"), "loadTraining"),
  ...exportsOf(() => import("../../training/page/first-layer-filters.ts"), "firstLayerFilters"),
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
);

const charts = {
  ...exportsOf(() => import("../../charts/runs/learning-curves.ts"), "learningCurves"),
  ...exportsOf(() => import("../../charts/layers/gradient-norms.ts"), "gradientNorms"),
  ...exportsOf(() => import("../../charts/runs/depth-comparison.ts"), "depthComparison"),
  ...exportsOf(() => import("../../charts/layers/signal-propagation.ts"), "signalPropagation"),
  ...exportsOf(() => import("../../charts/signals/gradient-journey.ts"), "gradientJourney"),
  ...exportsOf(() => import("../../charts/signals/activation-curves.ts"), "activationCurves"),
  ...exportsOf(() => import("../../charts/signals/chain-strip.ts"), "chainStrip"),
  ...exportsOf(() => import("../../charts/signals/gradient-curves.ts"), "gradientCurves"),
  ...exportsOf(() => import("../../charts/runs/train-test.ts"), "trainAndTest"),
  ...exportsOf(() => import("../../charts/layers/activation-statistics.ts"), "activationStatistics"),
  ...exportsOf(() => import("../../charts/layers/clipped-fraction.ts"), "clippedFraction"),
  ...exportsOf(() => import("../../charts/layers/weight-and-update-norms.ts"), "weightAndUpdateNorms"),
  ...exportsOf(() => import("../../charts/layers/branch-against-shortcut.ts"), "branchAgainstShortcut"),
  ...exportsOf(() => import("../../charts/analyses/confusion-matrix.ts"), "confusionMatrixChart"),
  ...exportsOf(() => import("../../charts/analyses/feature-map-gallery.ts"), "featureMapGallery"),
  ...exportsOf(() => import("../../charts/analyses/filter-gallery.ts"), "filterGallery"),
  ...exportsOf(() => import("../../charts/analyses/deletion-chart.ts"), "deletionChart"),
  ...exportsOf(() => import("../../charts/analyses/loss-landscape.ts"), "lossLandscape"),
  ...exportsOf(() => import("../../charts/analyses/decision-map.ts"), "decisionMap"),
  ...exportsOf(() => import("../../charts/examples/class-gallery.ts"), "classGallery"),
  ...exportsOf(() => import("../../charts/examples/scatter.ts"), "scatter"),
  ...exportsOf(() => import("../../charts/nets/summary-table.ts"), "summaryTable"),
  ...exportsOf(() => import("../../charts/nets/architecture-drawing.ts"), "architectureDrawing"),
};

/** A net as a program of other libraries, and what a reader takes along. */
const programs = {
  ...exportsOf(() => import("../../export/to-pytorch.ts"), "toPyTorch"),
  ...exportsOf(() => import("../../export/to-keras.ts"), "toKeras"),
  ...exportsOf(() => import("../../export/parameter-file.ts"), "exportParameters"),
  ...exportsOf(() => import("./source-code.ts"), "sourceCode"),
  ...exportsOf(() => import("./model-files.ts"), "modelFiles"),
};

/** One lazily loaded builtin for each of the names that a module exports. */
function exportsOf<Exports, Name extends keyof Exports & string>(
  load: () => Promise<Exports>,
  ...names: readonly Name[]
): Record<Name, () => Promise<unknown>> {
  const entries = names.map((name) => [name, async () => (await load())[name]] as const);
  return Object.fromEntries(entries) as Record<Name, () => Promise<unknown>>;
}

/** `train` as a cell sees it: the cell's Stop and Pause are the training's, and its progress is the cell's. */
async function bindTrain({ signal, pauses, reportProgress }: CellContext): Promise<unknown> {
  const { train } = await import("../../training/page/client.ts");
  const context = { signal, pauses, onProgress: reportProgress };
  return (...[arms, options]: Parameters<typeof train>) => train(arms, options, context);
}

/** Questions about a trained net, as a cell sees them: like `train` they wait for the engine and end with the cell. */
const analyses = Object.fromEntries(
  (["confusionMatrix", "featureMaps", "deletionStudy", "lossPlane", "decisionPlane"] as const).map((name) => [
    name,
    bindAnalysis(name),
  ]),
);

function bindAnalysis(name: "confusionMatrix" | "featureMaps" | "deletionStudy" | "lossPlane" | "decisionPlane") {
  return async ({ signal, pauses, reportProgress }: CellContext): Promise<unknown> => {
    const ask: (...options: never[]) => unknown = (await import("../../training/page/analysis-client.ts"))[name];
    const context = { signal, pauses, onProgress: reportProgress };
    return (...[architecture, parameters, options]: never[]) =>
      ask(architecture as never, parameters as never, options as never, context as never);
  };
}
