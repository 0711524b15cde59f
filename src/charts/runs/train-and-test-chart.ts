import { declare, options, parameter } from "../../core/declare.ts";
import { choice } from "../../core/kinds.ts";
import { optional, type SettingsOf } from "../../core/options.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import { armSplits, chooseMode, greatestMean, requireEvaluations, type ArmSplits } from "./arm-splits.ts";
import { requireMetric } from "./arms.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption, metricOption } from "../frame/chart-options.ts";
import type { TableData } from "../frame/data-table.ts";
import { describeConditions } from "./describe.ts";
import { drawSplits } from "./split-plot.ts";
import type { FigureParts } from "../frame/figure.ts";
import { capitalise } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { linkPointer } from "../frame/pointer-rule.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";
import { runsFigure, type ShownRuns } from "./runs-figure.ts";

const name = "trainAndTestChart";

const table = {
  ...metricOption,
  mode: optional(
    choice("running-statistics", "batch-statistics"),
    "Which statistics batch normalization used.",
    "running statistics where they were measured",
  ),
  ...armsOption,
  ...captionOption,
};

export const trainAndTestChart = declare(
  {
    name,
    help: "Training against test, one panel for each arm: curves that part mean overfitting, curves that stay high together mean that training itself fails (degradation).",
    parameters: [parameter("training", trainingKind, "Trained with evaluateEvery."), options(table)],
    returns: aFigure,
    refuses: "there is no such arm, nothing was evaluated in that mode, or accuracy is asked of a regression",
    source: "He et al. 2015, Fig. 1",
    example: "trainAndTestChart(exampleRun)",
  },
  (training, settings) => runsFigure(name, { training, names: settings.arms }, (shown) => compose(shown, settings)),
);

function compose({ training, arms, ghosts }: ShownRuns, settings: SettingsOf<typeof table>): FigureParts {
  const { metric, caption, mode = chooseMode(training.runs) } = settings;
  requireMetric(name, arms, metric);
  requireEvaluations(name, training, arms, settings.mode);
  const splits = arms.map((arm) => armSplits(arm, metric, mode));
  const behind = ghosts.map((arm) => armSplits(arm, metric, mode));
  const result = splits.map((each) => describeSplits(each, metric)).join("; ");
  return {
    kind: "train-test",
    label: `Training and test ${metric} over ${training.steps} steps. ${result}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading: "Curves that part are overfitting; curves that stay bad together are not.",
      conditions: `${describeConditions(training, arms).slice(0, -1)}; batch normalization by ${mode.replace("-", " ")}.`,
    }),
    draw: (width) => {
      const steps = Math.max(training.steps, ...behind.map(({ training: { mean } }) => mean.at(-1)?.step ?? 0));
      const style = { metric, steps, top: metric === "accuracy" ? 1 : greatestMean([...splits, ...behind]) };
      const panels = splits.map((each) => {
        const ghost = behind.find(({ arm }) => arm.name === each.arm.name);
        return drawSplits(each, { ...style, ghost }, panelWidth(width, splits.length));
      });
      linkPointer(panels);
      return arrangePanels(
        panels.map(({ svg }, at) => ({ svg, title: arms[at]?.name ?? "" })),
        width,
      );
    },
    table: () => splitsTable(splits, metric),
  };
}

function describeSplits({ arm, training, test }: ArmSplits, metric: Metric): string {
  const [seen, unseen] = [training.mean.at(-1)?.value, test.mean.at(-1)?.value];
  if (seen === undefined || unseen === undefined) return `${arm.name} has not been evaluated yet`;
  return `${arm.name} ends at ${formatMetric(metric, seen)} in training and ${formatMetric(metric, unseen)} in test`;
}

function splitsTable(splits: readonly ArmSplits[], metric: Metric): TableData {
  const curves = splits.flatMap(({ arm, training, test }) =>
    [training, test].map(({ split, mean }) => ({ name: `${arm.name}, ${split}`, mean })),
  );
  const steps = [...new Set(curves.flatMap(({ mean }) => mean.map(({ step }) => step)))].sort((a, b) => a - b);
  return {
    columns: ["Step", ...curves.map(({ name }) => name)],
    rows: steps.map((step) => [
      String(step),
      ...curves.map(({ mean }) => {
        const value = mean.find((point) => point.step === step)?.value;
        return value === undefined ? "" : formatMetric(metric, value);
      }),
    ]),
  };
}
