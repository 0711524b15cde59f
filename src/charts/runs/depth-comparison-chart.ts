import type { Training } from "../../training/contract/protocol.ts";
import { armEnds, isByDepth, type ArmEnds, type EndsStyle } from "./arm-ends.ts";
import { groupArms } from "./arms.ts";
import { drawByDepth } from "./by-depth-plot.ts";
import { drawByName } from "./by-name-plot.ts";
import { readCaption } from "../frame/caption.ts";
import type { TableData } from "../frame/data-table.ts";
import { describeConditions, describeEnds } from "./describe.ts";
import { chartFigure } from "../frame/figure.ts";
import type { EndMeasure, Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";

export interface DepthComparisonOptions extends EndMeasure {
  readonly chance?: number;
  readonly caption?: string;
  readonly arms?: readonly string[];
}

/**
 * Where the runs end: a dot for each seed, a mark for their mean. Against depth, one line for each family, where family
 * and depth tell the arms apart; else one row for each arm.
 * @throws CourseError if `arms` names an arm that the training does not have
 */
export function depthComparisonChart(training: Training, options: DepthComparisonOptions = {}): HTMLElement {
  const { metric = "loss", chance } = options;
  const arms = groupArms("depthComparisonChart", training, options.arms);
  const ends = arms.map((arm) => armEnds(arm, options)).filter(({ values }) => values.length > 0);
  const style: EndsStyle = { metric, chance, title: describeMeasure(options) };
  const result = describeEnds(
    ends.map(({ arm, mean }) => ({ name: arm.name, value: mean, diverged: Number.isNaN(mean) })),
    metric,
    chance,
  );
  const draw = isByDepth(ends) ? drawByDepth : drawByName;
  return chartFigure({
    kind: "depth-comparison",
    label: `${style.title} by ${isByDepth(ends) ? "depth" : "arm"}, mean over seeds. ${result}.`,
    caption: readCaption(options.caption, {
      claim: `${result.replace(/^./, (first) => first.toUpperCase())}.`,
      reading: "One small dot for each seed, a large one for their mean.",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => draw(ends, style, width),
    table: () => endsTable(ends, metric),
  });
}

function describeMeasure({ metric = "loss", last = 50, split }: DepthComparisonOptions): string {
  if (split === "test") return `Test ${metric} at the end`;
  return `Training ${metric} ${split === undefined ? `in the last ${last} steps` : "at the end"}`;
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
