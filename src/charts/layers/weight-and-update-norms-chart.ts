import { declare, options, parameter } from "../../core/declare.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import type { Measurements } from "../../training/contract/measurements.ts";
import type { Arm } from "../runs/arms.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption } from "../frame/chart-options.ts";
import { describeConditions } from "../runs/describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import { runsFigure, type ShownRuns } from "../runs/runs-figure.ts";
import { drawStepPanels, ghostOf, stepTable, valuesOf, type StepPanel } from "./layer-panels.ts";
import { layerSeries, requireMeasured, type ArmLayers, type PickList } from "./layer-series.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";
import { scaleFor } from "../frame/value-scale.ts";

const name = "weightAndUpdateNormsChart";
const table = { ...armsOption, ...captionOption };

/** Only kernels: next to them biases, γ and β are small and few. */
const kernelsOf = (
  lists: Measurements["weights"],
  values: readonly (number | null)[] | undefined,
): readonly (number | null)[] | undefined =>
  values?.filter((_, at) => lists?.parameters[at]?.endsWith("/kernel") === true);

const weights: PickList = (probe) => kernelsOf(probe.weights, probe.weights?.norm);
const updates: PickList = (probe) => kernelsOf(probe.updates, probe.updates?.relative);

export const weightAndUpdateNormsChart = declare(
  {
    name,
    help: "Norm of every layer's kernel, and how much the next update changes it, as a share of that norm: up to two panels for each arm, one line for each step that was probed.",
    parameters: [
      parameter("training", trainingKind, 'Trained with probeAt and probes: ["weights", "updates"].'),
      options(table),
    ],
    returns: aFigure,
    refuses: "neither was measured, or there is no such arm",
    example: 'weightAndUpdateNormsChart(exampleRun, {arms: ["plain-8"]})',
  },
  (training, { caption, arms: names }) => runsFigure(name, { training, names }, (shown) => compose(shown, caption)),
);

function compose({ training, arms, ghosts }: ShownRuns, caption: string | undefined): FigureParts {
  requireMeasured(name, { training, arms }, (probe) => weights(probe) ?? updates(probe), "updates");
  const layersOf = (all: readonly Arm[], pick: PickList) => all.map((arm) => layerSeries(arm, pick, "geometric"));
  const [ofWeights, ofUpdates] = [layersOf(arms, weights), layersOf(arms, updates)];
  const panelsOf = (layers: readonly ArmLayers[], behind: readonly ArmLayers[], value: string): StepPanel[] =>
    layers
      .filter(({ series }) => series.length > 0)
      .map((each) => ({
        ...{ title: each.arm.name, layers: each, ghost: ghostOf(behind, each), value },
        scale: scaleFor(valuesOf([...layers, ...behind])),
      }));
  const panels = [
    ...panelsOf(ofWeights, layersOf(ghosts, weights), "Norm of the weights"),
    ...panelsOf(ofUpdates, layersOf(ghosts, updates), "Update ÷ weights"),
  ];
  const result = capitalise(ofUpdates.map(describeUpdates).join("; "));
  return {
    kind: "weight-and-update-norms",
    label: `Norm of each layer's kernel and relative size of the next update, first layer to last. ${result}.`,
    caption: readCaption(caption, {
      claim: `${result}.`,
      reading: "Where an update is tiny next to the weights, the layer stays what it was drawn as.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => drawStepPanels(panels, "Weighted layer", width),
    table: () =>
      stepTable(
        panels.map((each) => ({ ...each, title: `${each.title}, ${each.value}` })),
        "Layer",
        String,
      ),
  };
}

function describeUpdates({ arm, series }: ArmLayers): string {
  const last = series.at(-1);
  if (last === undefined) return `of ${arm.name} no update was probed`;
  const [first, end] = [last.mean[0], last.mean.at(-1)].map((point) => formatNumber(point?.value ?? NaN, 2));
  return `in ${arm.name} the update at step ${last.step} changes the first kernel by ${first} of its norm and the last by ${end}`;
}
