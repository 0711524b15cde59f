import * as Plot from "@observablehq/plot";
import { endOf, valueAt, type ArmCurves, type Point } from "./curves.ts";
import { askedClass } from "../frame/figure.ts";
import { drawEndLabels, labelsWidth, type EndLabel, type LabelPlace } from "../frame/end-labels.ts";
import { formatExact, formatNumber, formatPercent } from "../frame/number-format.ts";
import { drawFrame, type Frame } from "../frame/plot-frame.ts";
import type { PointerPanel } from "../frame/pointer-rule.ts";
import { chartHeight, ghostOpacity } from "../frame/theme.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";
import { lossTicks, valueDomain } from "./value-domain.ts";

export interface CurveStyle {
  readonly metric: Metric;
  readonly yScale: "linear" | "log";
  /** Where figures side by side are to have the same axis. */
  readonly domain?: readonly [number, number] | undefined;
  readonly chance: number | undefined;
  /** Steps asked for: the axis does not grow while a training lives. */
  readonly steps: number;
  readonly title: string;
  /** Of the recorded run: only their means are drawn, pale. */
  readonly behind?: readonly ArmCurves[];
  /** The arm that an experiment's box hides until its reader has guessed. */
  readonly asks?: string | undefined;
}

const stackedBelow = 560;

/** Lines of all arms in one plot that is `width` pixels wide, with the arms' names and values at the ends. */
export function drawCurves(curves: readonly ArmCurves[], style: CurveStyle, width: number): PointerPanel {
  const { metric, chance, steps, yScale, behind = [] } = style;
  const stacked = width < stackedBelow;
  const means = behind.map(({ mean }) => ({ seeds: [{ points: mean }] }));
  const domain = style.domain ?? valueDomain([...curves, ...means], style);
  const texts = curves.map((each) => ({ name: each.arm.name, value: endText(each, metric) }));
  const guess = chance === undefined ? [] : [{ name: "chance", value: formatMetric(metric, chance) }];
  const place = { stacked, widest: 0.36 * width };
  const frame = drawFrame({
    width,
    height: heightFor(width, [...texts, ...guess].length, stacked),
    marginRight: labelsWidth([...texts, ...guess], place),
    x: { domain: [0, Math.max(1, steps)] },
    y: { type: yScale, domain },
    title: style.title,
    xTitle: "Step",
    xTicks: stacked ? 3 : 6,
    ...(yScale === "log" ? { yTicks: lossTicks(domain) } : { yTicks: 5 }),
    yFormat: metric === "accuracy" ? formatPercent : formatTick,
    marks: [
      chance === undefined ? null : chanceRule(chance),
      behind.map((each) => ghostMark(each, style)),
      curves.map((each) => curveMarks(each, style, domain[1])),
    ],
  });
  if (style.asks !== undefined) tellScale(frame, style, { domain, start: startOf(curves, style) });
  return { ...frame.area, ...frame, show: addLabels(frame, curves, style, place) };
}

/** Tall enough that no label covers another. */
function heightFor(width: number, labels: number, stacked: boolean): number {
  return Math.max(chartHeight(width), labels * (stacked ? 34 : 18) + 80);
}

/** Where a guess at a curve's end can be drawn, in the drawing's units, for who knows nothing of plots. */
function tellScale(
  { svg, area }: Frame,
  { yScale: type }: CurveStyle,
  axis: { readonly domain: readonly [number, number]; readonly start: number },
): void {
  svg.dataset["scale"] = JSON.stringify({ type, ...axis, ...area });
}

/** Where a guess at an unknown curve begins: with the known ones. */
function startOf(curves: readonly ArmCurves[], { asks, chance }: CurveStyle): number {
  const first = curves.find(({ arm }) => arm.name !== asks)?.mean[0]?.value;
  return chance ?? first ?? 1;
}

function curveMarks({ arm, seeds, mean }: ArmCurves, { yScale, asks }: CurveStyle, top: number): Plot.Markish[] {
  const drawable = ({ value }: Point) => yScale === "linear" || value > 0;
  const single = seeds.length === 1;
  const thin = seeds.flatMap(({ seed, points }) => points.filter(drawable).map((point) => ({ ...point, seed })));
  const ends = seeds.filter(({ diverged }) => diverged).flatMap(({ points }) => points.slice(-1));
  const breaks = ends.map(({ step, value }) => ({ step, value: Math.min(value, top) }));
  const channels = { x: "step", y: "value", stroke: arm.stroke, clip: true, ...maskOf(arm, asks) } as const;
  return [
    single ? null : Plot.line(thin, { ...channels, z: "seed", strokeWidth: 1, strokeOpacity: 0.4 }),
    Plot.line(mean.filter(drawable), {
      ...channels,
      strokeWidth: arm.strokeWidth,
      strokeDasharray: arm.dash,
      strokeLinecap: "butt",
    }),
    breaks.length === 0
      ? null
      : Plot.dot(breaks, {
          ...{ x: "step", y: "value", symbol: "times", r: 5, stroke: "var(--error)", strokeWidth: 2 },
          ...maskOf(arm, asks),
        }),
  ];
}

function ghostMark({ arm, mean }: ArmCurves, { yScale, asks }: CurveStyle): Plot.Markish {
  const { stroke, dash, strokeWidth } = arm;
  const drawable = mean.filter(({ value }) => yScale === "linear" || value > 0);
  const look = {
    stroke,
    strokeWidth,
    strokeDasharray: dash,
    strokeOpacity: ghostOpacity,
    strokeLinecap: "butt",
  } as const;
  return Plot.line(drawable, { x: "step", y: "value", clip: true, ...look, ...maskOf(arm, asks) });
}

function maskOf({ name }: Pick<ArmCurves["arm"], "name">, asks: string | undefined): { readonly className?: string } {
  return name === asks ? { className: askedClass } : {};
}

function chanceRule(chance: number): Plot.Markish {
  return Plot.ruleY([chance], { stroke: "var(--muted)", strokeWidth: 1, strokeDasharray: "1 3" });
}

function addLabels(
  frame: Frame,
  curves: readonly ArmCurves[],
  { metric, chance, asks }: CurveStyle,
  place: Pick<LabelPlace, "stacked" | "widest">,
): PointerPanel["show"] {
  const { right, top, bottom } = frame.area;
  const begun = curves.filter((each) => endOf(each) !== undefined);
  const labels: EndLabel[] = begun.map((each) => {
    const end = endOf(each) ?? { step: 0, value: 0 };
    const { name, stroke } = each.arm;
    const at = { x: frame.xAt(end.step), y: frame.yAt(end.value) };
    return { name, value: endText(each, metric), ...at, stroke, ...maskOf(each.arm, asks) };
  });
  if (chance !== undefined) {
    const value = formatMetric(metric, chance);
    labels.push({ name: "chance", value, x: right, y: frame.yAt(chance), stroke: "var(--muted)", quiet: true });
  }
  const setters = drawEndLabels(frame.svg, labels, { ...place, top: top - 10, bottom: bottom + 4 });
  return (step) => {
    begun.forEach((each, at) => {
      setters[at]?.(step === null ? endText(each, metric) : textAt(each, step, metric));
    });
  };
}

function endText(curves: ArmCurves, metric: Metric): string {
  if (curves.seeds.every(({ diverged }) => diverged)) return "diverged";
  const end = endOf(curves);
  return end === undefined ? "" : formatMetric(metric, end.value);
}

function textAt({ mean }: ArmCurves, step: number, metric: Metric): string {
  const end = mean.at(-1)?.step ?? -1;
  return step > end ? "–" : formatMetric(metric, valueAt(mean, step) ?? NaN);
}

function formatTick(value: number): string {
  return value >= 1e4 || (value !== 0 && value < 1e-3) ? formatNumber(value) : formatExact(value);
}
