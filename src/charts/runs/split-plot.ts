import * as Plot from "@observablehq/plot";
import { valueAt } from "./curves.ts";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { formatExact, formatPercent } from "../frame/number-format.ts";
import { drawFrame } from "../frame/plot-frame.ts";
import { ghostOpacity } from "../frame/theme.ts";
import type { PointerPanel } from "../frame/pointer-rule.ts";
import type { Metric } from "../../training/results/final-value.ts";
import { formatMetric } from "./format-metric.ts";
import type { ArmSplits, SplitCurve } from "./arm-splits.ts";

export interface SplitStyle {
  readonly metric: Metric;
  readonly steps: number;
  /** End of the value axis, the same in all panels. */
  readonly top: number;
  /** The recorded run of the arm, of which only the means are drawn, pale. */
  readonly ghost?: ArmSplits | undefined;
}

/** One arm's panel. Test is thick with filled dots, training thin with open ones; the dash belongs to the family. */
export function drawSplits({ arm, training, test }: ArmSplits, style: SplitStyle, width: number): PointerPanel {
  const { metric, steps, top, ghost } = style;
  const curves = [test, training].filter(({ mean }) => mean.length > 0);
  const texts = curves.map(({ split, mean }) => ({
    name: split,
    value: formatMetric(metric, mean.at(-1)?.value ?? NaN),
  }));
  const place = { stacked: width < 480, widest: 0.36 * width };
  const frame = drawFrame({
    width,
    height: 250,
    marginRight: labelsWidth(texts, place),
    x: { domain: [0, Math.max(1, steps)] },
    y: { domain: [0, top], nice: metric === "loss" },
    title: metric === "loss" ? "Loss" : "Accuracy",
    xTitle: "Step",
    xTicks: 3,
    yTicks: 4,
    yFormat: metric === "accuracy" ? formatPercent : formatExact,
    marks: [
      ghost && [ghost.test, ghost.training].map((curve) => ghostMark(curve, arm)),
      curves.map((curve) => splitMarks(curve, arm)),
    ],
  });
  const ends = curves.map(({ mean }, at) => ({
    ...{ name: texts[at]?.name ?? "", value: texts[at]?.value ?? "", stroke: arm.stroke },
    x: frame.xAt(mean.at(-1)?.step ?? 0) + 3,
    y: frame.yAt(mean.at(-1)?.value ?? 0),
  }));
  const { top: low, bottom: high } = frame.area;
  const setters = drawEndLabels(frame.svg, ends, { ...place, top: low - 10, bottom: high + 4 });
  const show = (step: number | null) =>
    curves.forEach(({ mean }, at) => {
      const value = step === null ? mean.at(-1)?.value : valueAt(mean, step);
      setters[at]?.(formatMetric(metric, value ?? NaN));
    });
  return { ...frame.area, ...frame, show };
}

function ghostMark({ split, mean }: SplitCurve, { stroke, dash }: ArmSplits["arm"]): Plot.Markish {
  const look = { stroke, strokeWidth: split === "test" ? 3 : 1.75, strokeDasharray: dash, strokeOpacity: ghostOpacity };
  return Plot.line(mean, { x: "step", y: "value", clip: true, ...look });
}

function splitMarks({ split, seeds, mean }: SplitCurve, arm: ArmSplits["arm"]): Plot.Markish[] {
  const isTest = split === "test";
  const at = { x: "step", y: "value", stroke: arm.stroke } as const;
  const thin = seeds.flatMap((points, seed) => points.map((point) => ({ ...point, seed })));
  return [
    seeds.length < 2 ? null : Plot.line(thin, { ...at, z: "seed", strokeWidth: 1, strokeOpacity: 0.35, clip: true }),
    Plot.line(mean, { ...at, strokeWidth: isTest ? 3 : 1.75, strokeDasharray: arm.dash, clip: true }),
    Plot.dot(mean, { ...at, r: 2.5, strokeWidth: 1.25, fill: isTest ? arm.stroke : "var(--paper)" }),
  ];
}
