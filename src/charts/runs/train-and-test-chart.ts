import type { Evaluation, Training } from "../../training/contract/protocol.ts";
import { armSplits, chooseMode, greatestMean, type ArmSplits } from "./arm-splits.ts";
import { groupArms } from "./arms.ts";
import { readCaption } from "../frame/caption.ts";
import type { TableData } from "../frame/data-table.ts";
import { describeConditions } from "./describe.ts";
import { drawSplits } from "./split-plot.ts";
import { chartFigure } from "../frame/figure.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { linkPointer } from "../frame/pointer-rule.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";

export interface TrainAndTestOptions {
  readonly metric?: Metric;
  readonly arms?: readonly string[];
  readonly caption?: string;
  /** Which statistics batch normalization used; by default the running ones where both were measured. */
  readonly mode?: Evaluation["mode"];
}

/**
 * Training against test, one panel for each arm: curves that part mean overfitting, curves that stay high together
 * mean that training itself fails (degradation).
 * @throws CourseError if `arms` names an arm that the training does not have
 */
export function trainAndTestChart(training: Training, options: TrainAndTestOptions = {}): HTMLElement {
  const { metric = "loss" } = options;
  const arms = groupArms("trainAndTestChart", training, options.arms);
  const mode = options.mode ?? chooseMode(training.runs);
  const splits = arms.map((arm) => armSplits(arm, metric, mode));
  const result = splits.map((each) => describeSplits(each, metric)).join("; ");
  return chartFigure({
    kind: "train-test",
    label: `Training and test ${metric} over ${training.steps} steps. ${result}.`,
    caption: readCaption(options.caption, {
      claim: `${result.replace(/^./, (first) => first.toUpperCase())}.`,
      reading: "Curves that part are overfitting; curves that stay bad together are not.",
      conditions: `${describeConditions(training, arms).slice(0, -1)}; batch normalization by ${mode.replace("-", " ")}.`,
    }),
    draw: (width) => {
      const style = { metric, steps: training.steps, top: metric === "accuracy" ? 1 : greatestMean(splits) };
      const panels = splits.map((each) => drawSplits(each, style, panelWidth(width, splits.length)));
      linkPointer(panels);
      return arrangePanels(
        panels.map(({ svg }, at) => ({ svg, title: arms[at]?.name ?? "" })),
        width,
      );
    },
    table: () => splitsTable(splits, metric),
  });
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
