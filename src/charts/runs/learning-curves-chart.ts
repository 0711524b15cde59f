import { declare, options, parameter } from "../../core/declare.ts";
import { choice, integer, list, number, text } from "../../core/kinds.ts";
import { refuse } from "../../core/errors.ts";
import { objectOf, optional, withDefault, type SettingsOf } from "../../core/options.ts";
import { trainingKind } from "../../training/contract/kinds.ts";
import { groupArms, requireMetric, type Arm } from "./arms.ts";
import { runsFigure, type ShownRuns } from "./runs-figure.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, armsOption, captionOption, chanceOption, metricOption } from "../frame/chart-options.ts";
import { armCurves, endOf, valueAt, type ArmCurves } from "./curves.ts";
import { describeConditions, describeEnds, type ArmEnd } from "./describe.ts";
import type { FigureParts } from "../frame/figure.ts";
import type { TableData } from "../frame/data-table.ts";
import { drawCurves, type CurveStyle } from "./curve-plot.ts";
import { capitalise } from "../frame/number-format.ts";
import { linkPointer } from "../frame/pointer-rule.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";

const name = "learningCurvesChart";

const table = {
  ...metricOption,
  smooth: withDefault(
    integer({ least: 1, unit: "steps" }),
    10,
    "Mini-batches whose mean is drawn at each step: the step's own and those before it. 1 draws every one.",
  ),
  ...chanceOption,
  y: withDefault(
    objectOf({
      type: withDefault(choice("linear", "log"), "linear", "Whether equal steps of the axis are sums or factors."),
      domain: optional(
        list(number(), { least: 2 }),
        "From where to where the axis goes, so that figures side by side have the same one.",
        "from 0 to the largest usual value",
      ),
    }),
    { type: "linear", domain: undefined },
    "The value axis, as Plot's scales are told.",
  ),
  ...armsOption,
  asks: optional(
    text,
    "The arm whose end the reader is asked to guess: an experiment's box with `guess=number` hides it before.",
    "none",
  ),
  ...captionOption,
};

export const learningCurvesChart = declare(
  {
    name,
    help: "Mini-batch loss or accuracy by step: single seeds thin, their mean thick, names at the lines' ends. Runs that go on, were stopped or diverged are drawn as far as they go.",
    parameters: [parameter("training", trainingKind), options(table)],
    returns: aFigure,
    refuses: "there is no such arm, or accuracy is asked of a regression",
    source: "He et al. 2015, Fig. 1 and 6",
    example: 'learningCurvesChart(exampleRun, {chance: Math.log(3), y: {type: "log"}})',
  },
  (training, settings) => {
    if (settings.asks !== undefined) requireAsked(groupArms(name, training, settings.arms), settings.asks);
    return runsFigure(name, { training, names: settings.arms }, (shown) => compose(shown, settings));
  },
);

function compose(
  { training, arms, ghosts }: ShownRuns,
  { metric, smooth, chance, y, asks, caption }: SettingsOf<typeof table>,
): FigureParts {
  requireMetric(name, arms, metric);
  const curves = arms.map((arm) => armCurves(arm, { metric, smooth }));
  const behind = ghosts.map((arm) => armCurves(arm, { metric, smooth }));
  const ends = curves.map(armEnd);
  const title = axisTitle(metric, smooth);
  const domain = y.domain && readDomain(y.domain);
  const steps = Math.max(training.steps, ...behind.map((each) => endOf(each)?.step ?? 0));
  const style: CurveStyle = { metric, yScale: y.type, domain, chance, steps, title, asks, behind };
  const result = describeEnds(ends, metric, chance);
  const measured = `${metric === "loss" ? "Training loss" : "Training accuracy"} over ${training.steps} steps.`;
  const known = ends.filter(({ name }) => name !== asks);
  const open = [...(known.length > 0 ? [describeEnds(known, metric, chance)] : []), `${asks} is asked for`].join("; ");
  const label = (words: string) => `${measured} ${words}.`;
  return {
    kind: "learning-curves",
    label: label(result),
    ...(asks === undefined ? {} : { asks: { arm: asks, label: label(open) } }),
    caption: readCaption(caption, {
      claim: `${capitalise(result)}.`,
      reading: arms.some(({ runs }) => runs.length > 1) ? "Thin lines are single seeds, thick lines their mean." : "",
      conditions: describeConditions(training, arms),
    }),
    draw: (width) => {
      const panel = drawCurves(curves, style, width);
      linkPointer([panel]);
      return panel.svg;
    },
    table: () => curveTable(curves, metric),
  };
}

/** @throws CourseError where the two ends are not in order */
function readDomain([low = 0, high = 0, ...others]: readonly number[]): readonly [number, number] {
  if (low < high && others.length === 0) return [low, high];
  throw refuse(
    name,
    `y.domain must be two numbers, the lower one first, got ${[low, high, ...others].join(", ")}`,
    "Try y: {domain: [0, 4]}.",
  );
}

function requireAsked(arms: readonly Arm[], asks: string): void {
  if (arms.length === 0 || arms.some(({ name }) => name === asks)) return;
  const drawn = arms.map(({ name }) => `"${name}"`).join(", ");
  throw refuse(name, `asks for ${JSON.stringify(asks)}, which is not drawn`, `The arms drawn are ${drawn}.`);
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
