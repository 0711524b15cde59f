import { loadPart } from "../../browser/load-part.ts";
import type { Guesses } from "../../claims/guesses.ts";
import type { RecordedExperiments } from "../../claims/recorded-experiments.ts";
import type { Claim } from "../../notebook/chapter.ts";
import type { Training } from "../../training/contract/protocol.ts";
import type { CellContext, CellLibrary } from "../cell/cell-context.ts";
import { bindToRun, boundToRun, exportsOf, type LibraryEntry } from "./library-entry.ts";
import { modules, standard } from "./standard-library.ts";

/**
 * Everything that a cell can name besides other cells' names and the browser's own: this file alone decides, with what
 * it takes from standard-library.ts. Parts are loaded when the first cell uses them, with what they say of themselves,
 * so that a page costs what its cells need.
 */
export function courseLibrary(facts: ChapterFacts): CellLibrary {
  const builtins: Record<string, () => unknown> = { ...standard };
  const perRun: Record<string, (run: CellContext) => unknown> = {};
  const entries = Object.values(libraryGroups(facts)).flatMap((group) => Object.entries(group));
  for (const [name, { load, isBound }] of entries) {
    if (isBound) perRun[name] = (run) => load().then((work) => bindToRun(work, run, facts.recordedFor?.(run.cellId)));
    else builtins[name] = load;
  }
  return { builtins, perRun, modules };
}

/** Name → function, of those that belong together. */
export type LibraryGroup = Readonly<Record<string, LibraryEntry>>;

/** The course's own functions, by what they are about, in the order of the reference. */
export function libraryGroups({
  claims,
  guesses,
  recorded,
  isEdited,
}: ChapterFacts): Readonly<Record<LibraryGroupName, LibraryGroup>> {
  const load = async () => {
    const { createVerdict } = await loadPart("verdict", () => import("../../claims/verdict-card.ts"));
    return createVerdict(claims, guesses, { recorded, isEdited }) as never;
  };
  const judged = { ...effects, verdict: { load, isBound: false } };
  return { models, data, signals, training, effects: judged, charts, widgets, programs, page };
}

export type LibraryGroupName =
  "models" | "data" | "signals" | "training" | "effects" | "charts" | "widgets" | "programs" | "page";

/** What verdicts follow: the thresholds of the chapter and the guesses of its reader. */
export interface ChapterFacts {
  readonly claims: readonly Claim[];
  readonly guesses: Guesses;
  /** The experiments that the thresholds were fixed for; absent where effects are judged whatever they come from. */
  readonly recorded?: RecordedExperiments;
  /** Whether the reader has edited the cell that gives the chapter's verdict on a claim. */
  readonly isEdited?: (claimId: string) => boolean;
  /** The trainings that were recorded for a cell. */
  readonly recordedFor?: (cellId: string) => readonly Training[];
}

/** What stands in the text around the experiments. */
const page = {
  ...exportsOf(() => import("./markdown-tag.ts"), "md"),
  ...exportsOf(() => import("./tex-tag.ts"), "tex"),
  ...exportsOf(() => import("./choices.ts"), "choices"),
  ...exportsOf(() => import("./one-at-a-time.ts"), "oneAtATime"),
  ...exportsOf(() => import("./choose-images.ts"), "chooseImages"),
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

const training = {
  ...boundToRun(() => import("../../training/page/client.ts"), "train"),
  ...boundToRun(() => import("../../training/page/evaluate.ts"), "evaluate"),
  ...boundToRun(() => import("../../training/page/examples.ts"), "examples"),
  ...exportsOf(() => import("../../training/page/combine.ts"), "merge", "finished"),
  ...exportsOf(() => import("./save-training.ts"), "saveTraining"),
  ...exportsOf(() => import("../../training/saved/saved-training.ts"), "loadTraining"),
  ...exportsOf(() => import("../../training/page/first-layer-filters.ts"), "firstLayerFilters"),
  ...boundToRun(
    () => import("../../training/page/analysis-client.ts"),
    "confusionMatrix",
    "featureMaps",
    "deletionStudy",
    "lossPlane",
    "decisionPlane",
  ),
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

const charts = {
  ...exportsOf(() => import("../../charts/runs/learning-curves-chart.ts"), "learningCurvesChart"),
  ...exportsOf(() => import("../../charts/layers/gradient-norms-chart.ts"), "gradientNormsChart"),
  ...exportsOf(() => import("../../charts/runs/depth-comparison-chart.ts"), "depthComparisonChart"),
  ...exportsOf(() => import("../../charts/layers/propagation-chart.ts"), "propagationChart"),
  ...exportsOf(() => import("../../charts/signals/gradient-journey-chart.ts"), "gradientJourneyChart"),
  ...exportsOf(() => import("../../charts/signals/activations-chart.ts"), "activationsChart"),
  ...exportsOf(() => import("../../charts/signals/scalar-chain-chart.ts"), "scalarChainChart"),
  ...exportsOf(() => import("../../charts/signals/input-gradient-chart.ts"), "inputGradientChart"),
  ...exportsOf(() => import("../../charts/runs/train-and-test-chart.ts"), "trainAndTestChart"),
  ...exportsOf(() => import("../../charts/layers/activation-statistics-chart.ts"), "activationStatisticsChart"),
  ...exportsOf(() => import("../../charts/layers/clipped-fraction-chart.ts"), "clippedFractionChart"),
  ...exportsOf(() => import("../../charts/layers/weight-and-update-norms-chart.ts"), "weightAndUpdateNormsChart"),
  ...exportsOf(() => import("../../charts/layers/branch-against-shortcut-chart.ts"), "branchAgainstShortcutChart"),
  ...exportsOf(() => import("../../charts/analyses/confusion-matrix-chart.ts"), "confusionMatrixChart"),
  ...exportsOf(() => import("../../charts/analyses/feature-maps-chart.ts"), "featureMapsChart"),
  ...exportsOf(() => import("../../charts/analyses/first-layer-filters-chart.ts"), "firstLayerFiltersChart"),
  ...exportsOf(() => import("../../charts/analyses/deletion-study-chart.ts"), "deletionStudyChart"),
  ...exportsOf(() => import("../../charts/analyses/loss-plane-chart.ts"), "lossPlaneChart"),
  ...exportsOf(() => import("../../charts/analyses/decision-plane-chart.ts"), "decisionPlaneChart"),
  ...exportsOf(() => import("../../charts/examples/examples-chart.ts"), "examplesChart"),
  ...exportsOf(() => import("../../charts/examples/scatter-chart.ts"), "scatterChart"),
  ...exportsOf(() => import("../../charts/nets/summary-table.ts"), "summaryTable"),
  ...exportsOf(() => import("../../charts/nets/architecture-chart.ts"), "architectureChart"),
};

/** Figures that a reader works by hand, and the papers' tables. */
const widgets = {
  ...exportsOf(() => import("../../widgets/wire-block.ts"), "wireBlock"),
  ...exportsOf(() => import("../../widgets/trace-net.ts"), "traceNet"),
  ...exportsOf(() => import("../../widgets/zero-tensor.ts"), "zeroTensor"),
  ...exportsOf(() => import("../../widgets/adding-node.ts"), "addingNode"),
  ...exportsOf(() => import("../../widgets/design-net.ts"), "designNet"),
  ...exportsOf(() => import("../../widgets/compare-costs.ts"), "compareCosts"),
  ...exportsOf(() => import("../../widgets/squeeze-widen.ts"), "squeezeWiden"),
  ...exportsOf(() => import("../../widgets/try-table.ts"), "tryTable"),
  ...exportsOf(() => import("../../widgets/slide-border.ts"), "slideBorder"),
  ...exportsOf(() => import("../../widgets/six-shortcuts.ts"), "sixShortcuts"),
  ...exportsOf(() => import("../../widgets/place-units.ts"), "placeUnits"),
  ...exportsOf(() => import("../../widgets/deep-picture.ts"), "deepPicture"),
  ...exportsOf(() => import("../../widgets/paper-table.ts"), "paperTable"),
  ...exportsOf(() => import("../../papers/paper-rows.ts"), "paperRows"),
};

/** A net as a program of other libraries, and what a reader takes along. */
const programs = {
  ...exportsOf(() => import("../../export/to-pytorch.ts"), "toPyTorch"),
  ...exportsOf(() => import("../../export/to-keras.ts"), "toKeras"),
  ...exportsOf(() => import("../../export/parameter-file.ts"), "exportParameters"),
  ...exportsOf(() => import("./source-code.ts"), "sourceCode"),
  ...exportsOf(() => import("./model-files.ts"), "modelFiles"),
};
