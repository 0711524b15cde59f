import { loadPart } from "../../browser/load-part.ts";
import type { Guesses } from "../../claims/guesses.ts";
import type { RecordedExperiments } from "../../claims/recorded-experiments.ts";
import type { Claim } from "../../notebook/chapter.ts";
import type { Training } from "../../training/contract/protocol.ts";
import type { CellContext, CellLibrary } from "../cell/cell-context.ts";
import { bindToRun, boundToRun, exportsOf, type LibraryEntry } from "./library-entry.ts";
import { computing } from "./computing-groups.ts";
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
  const { models, data, signals } = computing;
  const effects = { ...computing.effects, verdict: { load, isBound: false } };
  return { models, data, signals, training, effects, charts, widgets, programs, page };
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
