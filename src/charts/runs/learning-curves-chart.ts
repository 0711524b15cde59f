import type { Training } from "../../training/contract/protocol.ts";
import { groupArms } from "./arms.ts";
import { readCaption } from "../frame/caption.ts";
import { armCurves, endOf, valueAt, type ArmCurves } from "./curves.ts";
import { describeConditions, describeEnds, type ArmEnd } from "./describe.ts";
import { chartFigure } from "../frame/figure.ts";
import type { TableData } from "../frame/data-table.ts";
import { drawCurves, type CurveStyle } from "./curve-plot.ts";
import { linkPointer } from "../frame/pointer-rule.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";

export interface LearningCurvesOptions {
  readonly metric?: Metric;
  /** Steps in the trailing mean. */
  readonly smooth?: number;
  /** `**Claim.** How to read it.`; generated where absent. */
  readonly caption?: string;
  /** What guessing costs (or gets), e.g. `Math.log(10)`. */
  readonly chance?: number;
  /** The value axis, as Plot's scales are told: `{type: "log"}`. */
  readonly y?: { readonly type?: "linear" | "log" };
  /** Which arms, in which order; all by default. */
  readonly arms?: readonly string[];
}

/**
 * Mini-batch loss or accuracy by step: single seeds thin, their mean thick, names at the lines' ends. Runs that go on,
 * were stopped or diverged are drawn as far as they go.
 * @throws CourseError if `arms` names an arm that the training does not have
 */
export function learningCurvesChart(training: Training, options: LearningCurvesOptions = {}): HTMLElement {
  const { metric = "loss", smooth = 10, chance, y = {} } = options;
  const { type: yScale = "linear" } = y;
  const arms = groupArms("learningCurvesChart", training, options.arms);
  const curves = arms.map((arm) => armCurves(arm, { metric, smooth: Math.max(1, Math.round(smooth)) }));
  const ends = curves.map(armEnd);
  const style: CurveStyle = { metric, yScale, chance, steps: training.steps, title: axisTitle(metric, smooth) };
  const result = describeEnds(ends, metric, chance);
  return chartFigure({
    kind: "learning-curves",
    label: `${metric === "loss" ? "Training loss" : "Training accuracy"} over ${training.steps} steps. ${result}.`,
    caption: readCaption(options.caption, {
      claim: `${result.replace(/^./, (first) => first.toUpperCase())}.`,
      reading: arms.some(({ runs }) => runs.length > 1) ? "Thin lines are single seeds, thick lines their mean." : "",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => {
      const panel = drawCurves(curves, style, width);
      linkPointer([panel]);
      return panel.svg;
    },
    table: () => curveTable(curves, metric),
  });
}

function armEnd(curves: ArmCurves): ArmEnd {
  const { name, runs } = curves.arm;
  return { name, value: endOf(curves)?.value, diverged: runs.every(({ status }) => status === "diverged") };
}

function axisTitle(metric: Metric, smooth: number): string {
  return `Training ${metric}${smooth > 1 ? `, mean of ${smooth} steps` : ""}`;
}

/** About ten steps, evenly spread, and the last one: mean over the seeds. */
function curveTable(curves: readonly ArmCurves[], metric: Metric): TableData {
  const last = Math.max(0, ...curves.map((each) => endOf(each)?.step ?? 0));
  const stride = Math.max(1, Math.ceil(last / 10));
  const even = Array.from({ length: Math.floor(last / stride) + 1 }, (_, at) => at * stride);
  const steps = new Set([...even, last]);
  return {
    columns: ["Step", ...curves.map(({ arm }) => arm.name)],
    rows: Array.from(steps, (step) => [String(step), ...curves.map((each) => cellAt(each, step, metric))]),
  };
}

function cellAt({ mean }: ArmCurves, step: number, metric: Metric): string {
  const end = mean.at(-1)?.step ?? -1;
  const value = step <= end ? valueAt(mean, step) : undefined;
  return value === undefined ? "" : formatMetric(metric, value);
}
