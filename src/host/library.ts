import type { Bets } from "../claims/bets.ts";
import type { Claim } from "../notebook/chapter.ts";
import type { CellContext, CellLibrary } from "./cell-context.ts";
import * as Generators from "./generators.ts";
import { Mutable } from "./mutable.ts";
import { resize } from "./resize.ts";

/**
 * Everything that a cell can name besides other cells' names and the browser's own: this file alone decides. Parts are
 * loaded when the first cell uses them, so that a page costs what its cells need.
 */
export function courseLibrary({ claims, bets }: ChapterFacts): CellLibrary {
  const verdict = async () => (await import("../claims/verdict-card.ts")).createVerdict(claims, bets);
  return {
    builtins: { ...standard, ...models, ...data, ...training, ...charts, ...effects, verdict },
    perRun: { train: bindTrain },
  };
}

/** What verdicts follow: the thresholds of the chapter and the bets of its reader. */
export interface ChapterFacts {
  readonly claims: readonly Claim[];
  readonly bets: Bets;
}

const standard = {
  Generators: () => Generators,
  Mutable: () => Mutable,
  resize: () => resize,
  now: () => Generators.now(),
  dark: () => Generators.dark(),
  Inputs: () => import("./inputs.ts"),
  Plot: () => import("@observablehq/plot"),
  ...exportsOf(() => import("htl"), "html", "svg"),
  ...exportsOf(() => import("./markdown-tag.ts"), "md"),
  ...exportsOf(() => import("./tex-tag.ts"), "tex"),
  tf: loadTensorFlow,
};

const models = {
  ...exportsOf(() => import("../models/plain-net.ts"), "plainNet"),
  ...exportsOf(() => import("../models/residual-net.ts"), "residualNet"),
  ...exportsOf(() => import("../models/staged-net.ts"), "stagedNet"),
  ...exportsOf(() => import("../models/mlp.ts"), "plainMlp", "residualMlp"),
  ...exportsOf(() => import("../models/function-fitter.ts"), "functionFitter"),
  ...exportsOf(() => import("../models/architecture.ts"), "architecture"),
  ...exportsOf(() => import("../models/symbolic.ts"), "labelBlock"),
  ...exportsOf(
    () => import("../models/layers.ts"),
    "input",
    "conv",
    "dense",
    "batchNorm",
    "relu",
    "sigmoid",
    "tanh",
    "add",
    "scale",
    "subsamplePad",
    "globalAveragePool",
    "flatten",
  ),
  ...exportsOf(() => import("../models/summary.ts"), "countParameters", "countMultiplyAdds", "summarize"),
  ...exportsOf(() => import("../models/identity-insertion.ts"), "insertIdentityLayers"),
};

const data = {
  ...exportsOf(() => import("../data/spiral.ts"), "spiral"),
  ...exportsOf(() => import("../data/shapes.ts"), "shapes"),
  ...exportsOf(() => import("../data/identity-pairs.ts"), "identityPairs"),
};

const training = {
  ...exportsOf(() => import("../training/client.ts"), "evaluate", "examples"),
  ...exportsOf(() => import("../training/combine.ts"), "merge", "finished"),
};

const effects = exportsOf(
  () => import("../claims/effects.ts"),
  "finalLoss",
  "finalAccuracy",
  "lossGap",
  "evaluationLoss",
  "testGap",
  "gradientRatio",
  "smallestGradientRatio",
);

const charts = {
  ...exportsOf(() => import("../charts/learning-curves.ts"), "learningCurves"),
  ...exportsOf(() => import("../charts/gradient-norms.ts"), "gradientNorms"),
  ...exportsOf(() => import("../charts/depth-comparison.ts"), "depthComparison"),
  ...exportsOf(() => import("../charts/train-test.ts"), "trainAndTest"),
  ...exportsOf(() => import("../charts/class-gallery.ts"), "classGallery"),
  ...exportsOf(() => import("../charts/scatter.ts"), "scatter"),
  ...exportsOf(() => import("../charts/summary-table.ts"), "summaryTable"),
  ...exportsOf(() => import("../charts/architecture-drawing.ts"), "architectureDrawing"),
};

/** One lazily loaded builtin for each of the names that a module exports. */
function exportsOf<Exports, Name extends keyof Exports & string>(
  load: () => Promise<Exports>,
  ...names: readonly Name[]
): Record<Name, () => Promise<unknown>> {
  const entries = names.map((name) => [name, async () => (await load())[name]] as const);
  return Object.fromEntries(entries) as Record<Name, () => Promise<unknown>>;
}

/** `train` as a cell sees it: the cell's Stop ends it, and its progress is the cell's. */
async function bindTrain({ signal, reportProgress }: CellContext): Promise<unknown> {
  const { train } = await import("../training/client.ts");
  return (...[arms, options]: Parameters<typeof train>) => train(arms, options, { signal, onProgress: reportProgress });
}

/** On the page only where a cell names `tf`; training has its own copy in the worker. */
async function loadTensorFlow(): Promise<unknown> {
  const tf = await import("@tensorflow/tfjs");
  await tf.ready();
  return tf;
}
