import type { Training } from "../../training/contract/protocol.ts";
import { groupArms, type Arm } from "../runs/arms.ts";
import { readCaption } from "../frame/caption.ts";
import { requireChoice } from "../../core/check-value.ts";
import { describeConditions } from "../runs/describe.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawStepPanels, stepTable, valuesOf } from "./layer-panels.ts";
import { firstAndLast, layerSeries, requireMeasured, type ArmLayers, type PickList } from "./layer-series.ts";
import { capitalise, formatNumber, listInWords } from "../frame/number-format.ts";
import { scaleFor } from "../frame/value-scale.ts";

export interface ActivationStatisticsOptions {
  readonly caption?: string;
  readonly arms?: readonly string[];
  /** What activations put out, or what they are applied to. */
  readonly at?: "outputs" | "inputs";
}

/**
 * Standard deviation of the activations of every layer, from the input side to the loss: one panel for each arm, one
 * line for each step that was probed.
 * @throws CourseError if the training did not measure activations, or has no such arm
 */
export function activationStatisticsChart(training: Training, options: ActivationStatisticsOptions = {}): HTMLElement {
  const where = "activationStatisticsChart";
  const at = requireChoice(where, "at", options.at ?? "outputs", ["outputs", "inputs"]);
  const pick: PickList = ({ activations }) => (at === "outputs" ? activations?.deviation : activations?.inputDeviation);
  const arms = groupArms(where, training, options.arms);
  requireMeasured(where, arms, pick, "activations");
  const layers = arms.map((arm) => layerSeries(arm, pick, "geometric"));
  const panels = layers
    .filter(({ series }) => series.length > 0)
    .map((each) => ({
      title: each.arm.name,
      layers: each,
      scale: scaleFor(valuesOf(layers)),
      value: "Standard deviation",
    }));
  const what = at === "outputs" ? "activations" : "what activations are applied to";
  const result = layers.map(describeLayers).join("; ");
  return chartFigure({
    kind: "activation-statistics",
    label: `Standard deviation of ${what} by layer, first to last. ${capitalise(result)}.`,
    caption: readCaption(options.caption, {
      claim: `${capitalise(result)}.`,
      reading:
        "A line that falls to the right is a signal that dies out on its way through the net, one that rises a signal that blows up.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => drawStepPanels(panels, "Layer", width),
    table: () => stepTable(panels, "Layer", (place) => layerName(arms, place)),
  });
}

function describeLayers({ arm, series }: ArmLayers): string {
  if (series.length === 0) return `${arm.name} was not probed`;
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
