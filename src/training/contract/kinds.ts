import { refuse } from "../../core/errors.ts";
import { choice, isPlainObject, made, type Kind } from "../../core/kinds.ts";
import type { Confusion, DecisionPlane, DeletionStudy, FeatureMaps, FirstLayerFilters, LossPlane } from "./analyses.ts";
import type { Examples, SavedTraining, Training } from "./protocol.ts";
import type { LossKind } from "./session.ts";

/** What `train` yields. */
export const trainingKind = made<Training>(
  "Training",
  (value) => isPlainObject(value) && Array.isArray(value["runs"]) && "totalSteps" in value,
  "Pass what a cell with train(…) defines.",
);

/** A training, or what `loadTraining` read. Whether there is a state in it turns out where it is needed. */
export const savedTrainingKind = made<Training | SavedTraining>(
  "Training or SavedTraining",
  (value) => isPlainObject(value) && (Array.isArray(value["runs"]) || ("states" in value && "recipe" in value)),
  "Pass a training that was made with keepState: true, or what loadTraining(file) gives.",
);

export const engineKind = choice("auto", "webgl", "wasm", "tfjs");

export const statisticsKind = choice("running-statistics", "batch-statistics");

const losses = choice("cross-entropy", "mean-squared-error");

/** What tf calls the same. */
const lossesOfTensorFlow: Readonly<Record<string, LossKind>> = {
  categoricalCrossentropy: "cross-entropy",
  sparseCategoricalCrossentropy: "cross-entropy",
  crossEntropy: "cross-entropy",
  softmaxCrossEntropy: "cross-entropy",
  meanSquaredError: "mean-squared-error",
  mse: "mean-squared-error",
};

export const lossKind: Kind<LossKind> = {
  type: losses.type,
  read: (where, name, value) => {
    const here = typeof value === "string" && Object.hasOwn(lossesOfTensorFlow, value) && lossesOfTensorFlow[value];
    if (!here) return losses.read(where, name, value);
    throw refuse(where, `${name} is not called "${String(value)}" here`, `Write ${name}: "${here}".`);
  },
};

/** What `examples` returns. */
export const examplesKind = made<Examples>(
  "Examples",
  (value) => isPlainObject(value) && "inputs" in value && "labels" in value && Array.isArray(value["shape"]),
  "Pass await examples(spiral()).",
);

/** What `confusionMatrix` returns. */
export const confusionKind = made<Confusion>(
  "Confusion",
  (value) => isOfNet(value) && hasLists(value, ["counts", "classNames"]) && isPlainObject(value["examined"]),
  "Pass what confusionMatrix returns: await confusionMatrix(net, parameters, {data}).",
);

/** What `featureMaps` returns. */
export const featureMapsKind = made<FeatureMaps>(
  "FeatureMaps",
  (value) => isOfNet(value) && hasLists(value, ["maps"]) && isPlainObject(value["example"]),
  "Pass what featureMaps returns: await featureMaps(net, parameters, {data}).",
);

/** What `deletionStudy` yields. */
export const deletionStudyKind = made<DeletionStudy>(
  "DeletionStudy",
  (value) => isOfNet(value) && hasLists(value, ["rows"]) && isPlainObject(value["whole"]),
  "Pass what deletionStudy yields: the name of a cell with deletionStudy(net, parameters, {data}).",
);

/** What `lossPlane` yields. */
export const lossPlaneKind = made<LossPlane>(
  "LossPlane",
  (value) => isOfNet(value) && hasLists(value, ["positions", "loss"]) && isPlainObject(value["examined"]),
  "Pass what lossPlane yields: the name of a cell with lossPlane(net, parameters, {data}).",
);

/** What `decisionPlane` returns. */
export const decisionPlaneKind = made<DecisionPlane>(
  "DecisionPlane",
  (value) => isOfNet(value) && hasLists(value, ["classes", "tenths", "classNames"]),
  "Pass what decisionPlane returns: await decisionPlane(net, parameters, {data}).",
);

/** What `firstLayerFilters` returns. */
export const firstLayerFiltersKind = made<FirstLayerFilters>(
  "FirstLayerFilters",
  (value) => isOfNet(value) && hasLists(value, ["filters", "shape"]),
  "Pass what firstLayerFilters returns: firstLayerFilters(net, parameters).",
);

/** Whether a value says which net it is about. */
function isOfNet(value: unknown): value is Readonly<Record<string, unknown>> {
  return isPlainObject(value) && isPlainObject(value["net"]);
}

function hasLists(value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean {
  return names.every((name) => Array.isArray(value[name]));
}
