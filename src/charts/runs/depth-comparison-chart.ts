import { declare, options, parameter } from "../../core/declare.ts";
import { choice, integer } from "../../core/kinds.ts";
import { optional, withDefault, type SettingsOf } from "../../core/options.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import { armEnds, isByDepth, type ArmEnds, type EndsStyle } from "./arm-ends.ts";
import { requireEvaluations } from "./arm-splits.ts";
import { requireMetric, type Arm } from "./arms.ts";
import { drawByDepth } from "./by-depth-plot.ts";
import { drawByName } from "./by-name-plot.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption, chanceOption, metricOption } from "../frame/chart-options.ts";
import type { TableData } from "../frame/data-table.ts";
import { describeConditions, describeEnds } from "./describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import type { EndMeasure, Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";
import { capitalise } from "../frame/number-format.ts";
import { runsFigure, type ShownRuns } from "./runs-figure.ts";

const name = "depthComparisonChart";

const table = {
  split: withDefault(
    choice("test", "training"),
    "test",
    "The examples of the last evaluation, in which batch normalization uses its running statistics where they were measured.",
  ),
  last: optional(
    integer({ least: 1, unit: "steps" }),
    "Instead of an evaluation, the mean over so many mini-batches at the end.",
    "the last evaluation counts",
  ),
  ...metricOption,
  ...chanceOption,
  ...armsOption,
  ...captionOption,
};

export const depthComparisonChart = declare(
  {
    name,
    help: "Where the runs end: a dot for each seed, a mark for their mean. Against depth, one line for each family, where family and depth tell the arms apart; else one row for each arm.",
    parameters: [parameter("training", trainingKind), options(table)],
    returns: aFigure,
    refuses: "there is no such arm, nothing was evaluated, or accuracy is asked of a regression",
    example: "depthComparisonChart(exampleRun, {last: 20, chance: Math.log(3)})",
  },
  (training, settings) => runsFigure(name, { training, names: settings.arms }, (shown) => compose(shown, settings)),
);

function compose({ training, arms, ghosts }: ShownRuns, settings: SettingsOf<typeof table>): FigureParts {
  const { metric, chance } = settings;
  requireMetric(name, arms, metric);
  if (settings.last === undefined) requireEvaluations(name, training, arms);
  const endsOf = (all: readonly Arm[]) =>
    all.map((arm) => armEnds(arm, settings)).filter(({ values }) => values.length > 0);
  const ends = endsOf(arms);
  const style: EndsStyle = { metric, chance, title: describeMeasure(settings), behind: endsOf(ghosts) };
  const result = describeResult(ends, settings);
  const drawEnds = isByDepth(ends) ? drawByDepth : drawByName;
  return {
    kind: "depth-comparison",
    label: `${style.title} by ${isByDepth(ends) ? "depth" : "arm"}, mean over seeds. ${result}.`,
    caption: readCaption(settings.caption, {
      claim: `${capitalise(result)}.`,
      reading: "One small dot for each seed, a large one for their mean.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => drawEnds(ends, style, width),
    table: () => endsTable(ends, metric),
  };
}

function describeResult(ends: readonly ArmEnds[], { metric, chance, last }: SettingsOf<typeof table>): string {
  if (ends.length === 0 && last === undefined) return "Nothing was evaluated yet";
  const inWords = ends.map(({ arm, mean }) => ({ name: arm.name, value: mean, diverged: Number.isNaN(mean) }));
  return describeEnds(inWords, metric, chance);
}

function describeMeasure({ metric, last, split }: EndMeasure): string {
  if (last !== undefined) return `Training ${metric} in the last ${last} steps`;
  return `${capitalise(split)} ${metric} at the end`;
}

function endsTable(ends: readonly ArmEnds[], metric: Metric): TableData {
  const seeds = [...new Set(ends.flatMap(({ arm }) => arm.runs.map(({ seed }) => seed)))];
  return {
    columns: ["Arm", "Depth", "Mean", ...seeds.map((seed) => `Seed ${seed}`)],
    rows: ends.map(({ arm, values, mean }) => [
      arm.name,
      String(arm.depth),
      formatMetric(metric, mean),
      ...seeds.map((_, at) => formatMetric(metric, values[at] ?? NaN)),
    ]),
  };
}
