import { declare, options, parameter } from "../../core/declare.ts";
import { describeMissing } from "./arm-probes.ts";
import { choice } from "../../core/kinds.ts";
import { withDefault, type SettingsOf } from "../../core/options.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import type { Arm } from "../runs/arms.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption } from "../frame/chart-options.ts";
import { describeConditions } from "../runs/describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import { runsFigure, type ShownRuns } from "../runs/runs-figure.ts";
import { drawStepPanels, ghostOf, stepTable, valuesOf } from "./layer-panels.ts";
import { firstAndLast, layerSeries, requireMeasured, type ArmLayers, type PickList } from "./layer-series.ts";
import { capitalise, formatNumber, listInWords } from "../frame/number-format.ts";
import { scaleFor } from "../frame/value-scale.ts";

const name = "activationStatisticsChart";

const table = {
  at: withDefault(
    choice("outputs", "inputs"),
    "outputs",
    "What activation functions put out, or what they are applied to.",
  ),
  ...armsOption,
  ...captionOption,
};

export const activationStatisticsChart = declare(
  {
    name,
    help: "Standard deviation of the activations of every layer, from the input side to the loss: one panel for each arm, one line for each step that was probed.",
    parameters: [
      parameter("training", trainingKind, 'Trained with probeAt and probes: ["activations"].'),
      options(table),
    ],
    returns: aFigure,
    refuses: "activations were not measured, or there is no such arm",
    source: "Glorot & Bengio 2010, Fig. 2 to 4",
    example: "activationStatisticsChart(exampleRun)",
  },
  (training, settings) => {
    const { at } = settings;
    const pick: PickList = ({ activations }) =>
      at === "outputs" ? activations?.deviation : activations?.inputDeviation;
    return runsFigure(name, { training, names: settings.arms }, (shown) => compose(shown, pick, settings));
  },
);

function compose(
  { training, arms, ghosts }: ShownRuns,
  pick: PickList,
  { at, caption }: SettingsOf<typeof table>,
): FigureParts {
  requireMeasured(name, { training, arms }, pick, "activations");
  const layersOf = (all: readonly Arm[]) => all.map((arm) => layerSeries(arm, pick, "geometric"));
  const [layers, behind] = [layersOf(arms), layersOf(ghosts)];
  const panels = layers
    .filter(({ series }) => series.length > 0)
    .map((each) => ({
      title: each.arm.name,
      layers: each,
      ghost: ghostOf(behind, each),
      scale: scaleFor(valuesOf([...layers, ...behind])),
      value: "Standard deviation",
    }));
  const what = at === "outputs" ? "activations" : "what activations are applied to";
  const result = layers.map(describeLayers).join("; ");
  return {
    kind: "activation-statistics",
    label: `Standard deviation of ${what} by layer, first to last. ${capitalise(result)}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading:
        "A line that falls to the right is a signal that dies out on its way through the net, one that rises a signal that blows up.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => drawStepPanels(panels, "Layer", width),
    table: () => stepTable(panels, "Layer", (place) => layerName(arms, place)),
  };
}

function describeLayers({ arm, series }: ArmLayers): string {
  if (series.length === 0) return describeMissing(arm, "no activations that could be measured");
  const ratios = firstAndLast(series).map(({ step, mean }) => {
    const ratio = (mean.at(-1)?.value ?? NaN) / (mean[0]?.value ?? NaN);
    return `${formatNumber(ratio, 2)} times as much at step ${step}`;
  });
  return `in ${arm.name} the last layer's activations spread, compared with the first one's, ${listInWords(ratios)}`;
}

/** The node's name where there is one net, otherwise its number. */
export function layerName(arms: readonly Arm[], place: number): string {
  const [arm, ...others] = arms;
  const name = arm?.runs[0]?.probes[0]?.activations?.layers[place - 1];
  return others.length > 0 || name === undefined ? String(place) : `${place} (${name})`;
}
