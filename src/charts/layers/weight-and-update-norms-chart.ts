import { declare, options, parameter } from "../../core/declare.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import type { Training } from "../../training/contract/protocol.ts";
import type { Measurements } from "../../training/contract/measurements.ts";
import { groupArms, type Arm } from "../runs/arms.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption } from "../frame/chart-options.ts";
import { describeConditions } from "../runs/describe.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawStepPanels, stepTable, valuesOf, type StepPanel } from "./layer-panels.ts";
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
  (training, { caption, arms: names }) => {
    const arms = groupArms(name, training, names);
    requireMeasured(name, { training, arms }, (probe) => weights(probe) ?? updates(probe), "updates");
    return draw(training, arms, caption);
  },
);

function draw(training: Training, arms: readonly Arm[], caption: string | undefined): HTMLElement {
  const ofWeights = arms.map((arm) => layerSeries(arm, weights, "geometric"));
  const ofUpdates = arms.map((arm) => layerSeries(arm, updates, "geometric"));
  const panelsOf = (layers: readonly ArmLayers[], value: string): StepPanel[] =>
    layers
      .filter(({ series }) => series.length > 0)
      .map((each) => ({ title: each.arm.name, layers: each, scale: scaleFor(valuesOf(layers)), value }));
  const panels = [...panelsOf(ofWeights, "Norm of the weights"), ...panelsOf(ofUpdates, "Update ÷ weights")];
  const result = capitalise(ofUpdates.map(describeUpdates).join("; "));
  return chartFigure({
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
  });
}

function describeUpdates({ arm, series }: ArmLayers): string {
  const last = series.at(-1);
  if (last === undefined) return `of ${arm.name} no update was probed`;
  const [first, end] = [last.mean[0], last.mean.at(-1)].map((point) => formatNumber(point?.value ?? NaN, 2));
  return `in ${arm.name} the update at step ${last.step} changes the first kernel by ${first} of its norm and the last by ${end}`;
}
