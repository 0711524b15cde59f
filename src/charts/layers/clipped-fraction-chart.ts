import { mean } from "../../core/statistics.ts";
import { describeMissing } from "./arm-probes.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption } from "../frame/chart-options.ts";
import { describeConditions } from "../runs/describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import { runsFigure, type ShownRuns } from "../runs/runs-figure.ts";
import { drawStepPanels, ghostOf, stepTable } from "./layer-panels.ts";
import { firstAndLast, layerSeries, requireMeasured, type ArmLayers, type PickList } from "./layer-series.ts";
import { capitalise, formatPercent, listInWords } from "../frame/number-format.ts";
import { shareScale } from "../frame/value-scale.ts";

const name = "clippedFractionChart";
const table = { ...armsOption, ...captionOption };
const pick: PickList = ({ clipped }) => clipped?.share;

export const clippedFractionChart = declare(
  {
    name,
    help: "Share of each activation's values at which it is flat: clipped to zero by a ReLU, saturated in a sigmoid or tanh. One panel for each arm, one line for each step that was probed.",
    parameters: [parameter("training", trainingKind, 'Trained with probeAt and probes: ["clipped"].'), options(table)],
    returns: aFigure,
    refuses: "it was not measured, or there is no such arm",
    example: 'clippedFractionChart(exampleRun, {arms: ["plain-8"]})',
  },
  (training, { caption, arms: names }) => runsFigure(name, { training, names }, (shown) => compose(shown, caption)),
);

function compose({ training, arms, ghosts }: ShownRuns, caption: string | undefined): FigureParts {
  requireMeasured(name, { training, arms }, pick, "clipped");
  const layersOf = (all: ShownRuns["arms"]) => all.map((arm) => layerSeries(arm, pick, "arithmetic"));
  const [layers, behind] = [layersOf(arms), layersOf(ghosts)];
  const panels = layers
    .filter(({ series }) => series.length > 0)
    .map((each) => ({
      ...{ title: each.arm.name, layers: each, ghost: ghostOf(behind, each) },
      ...{ scale: shareScale, value: flatWord(each) },
    }));
  const result = capitalise(layers.map(describeShares).join("; "));
  return {
    kind: "clipped-fraction",
    label: `Share of values at which the activation is flat, by layer, first to last. ${result}.`,
    caption: readCaption(caption, {
      claim: `${result}.`,
      reading:
        "Where an activation is flat, hardly any gradient comes back. Half is what a ReLU clips of values that lie around zero.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => drawStepPanels(panels, "Activation", width),
    table: () => stepTable(panels, "Activation", String),
  };
}

/** What "flat" is called: a ReLU clips, a sigmoid and a tanh saturate. */
function flatWord({ arm }: ArmLayers): string {
  const layers = arm.runs.flatMap(({ probes }) => probes.flatMap(({ clipped }) => clipped?.layers ?? []));
  const clips = layers.some((name) => name.startsWith("relu"));
  const saturates = layers.some((name) => !name.startsWith("relu"));
  return clips && saturates ? "Clipped or saturated" : saturates ? "Saturated" : "Clipped";
}

function describeShares({ arm, series }: ArmLayers): string {
  if (series.length === 0) return describeMissing(arm, "no activations that are flat anywhere");
  const shares = firstAndLast(series).map(({ step, mean: points }) => {
    const share = mean(points.map(({ value }) => value));
    return `${formatPercent(share)} of the values at step ${step}`;
  });
  return `in ${arm.name} activations are flat at ${listInWords(shares)}`;
}
