import * as Plot from "@observablehq/plot";
import type { ArmEnds, EndsStyle } from "./arm-ends.ts";
import { drawPlot } from "../frame/draw-plot.ts";
import { formatExact, formatPercent } from "../frame/number-format.ts";
import { estimateTextWidth, ghostOpacity, textTint } from "../frame/theme.ts";
import { formatMetric } from "./format-metric.ts";

const rowHeight = 34;
const marginTop = 30;
const marginBottom = 42;

/** Final value along the x-axis, one row for each arm: for arms that depth does not tell apart. */
export function drawByName(ends: readonly ArmEnds[], style: EndsStyle, width: number): Element {
  const { metric, chance, title, behind } = style;
  const nameWidth = Math.min(0.42 * width, 16 + Math.max(0, ...ends.map(({ arm }) => estimateTextWidth(arm.name))));
  const height = marginTop + marginBottom + rowHeight * Math.max(1, ends.length);
  const finite = [...ends, ...behind].flatMap(({ values }) => values.filter(Number.isFinite));
  const top = metric === "accuracy" ? 1 : Math.max(chance ?? 0, ...finite) * 1.05 || 1;
  return drawPlot({
    ...{ width, height, marginTop, marginBottom, marginLeft: nameWidth, marginRight: 64 },
    x: { domain: [0, top], nice: metric === "loss", clamp: true },
    y: { type: "band", domain: ends.map(({ arm }) => arm.name), padding: 0 },
    marks: [
      Plot.ruleY(
        ends.map(({ arm }) => arm.name),
        { stroke: "var(--rule)" },
      ),
      Plot.axisX({
        ...{ ticks: width < 560 ? 3 : 6, tickSize: 0, label: title, labelAnchor: "right", labelArrow: "none" },
        tickFormat: metric === "accuracy" ? formatPercent : formatExact,
      }),
      Plot.axisY({ tickSize: 0, label: null, lineWidth: nameWidth / 13, textOverflow: "ellipsis" }),
      chance === undefined ? null : chanceMarks(chance, metric),
      behind.filter(({ arm }) => ends.some((end) => end.arm.name === arm.name)).map(ghostMark),
      ends.map((each) => rowMarks(each, metric, top)),
    ],
  });
}

function rowMarks({ arm, values, mean }: ArmEnds, metric: EndsStyle["metric"], top: number): Plot.Markish[] {
  const dots = values.filter(Number.isFinite).map((value) => ({ name: arm.name, value }));
  const broken = values.filter((value) => value === Infinity).map(() => ({ name: arm.name, value: top }));
  const middle = Number.isNaN(mean) ? [] : [{ name: arm.name, value: mean }];
  const at = { x: "value", y: "name" } as const;
  return [
    Plot.dot(dots, { ...at, r: 3.5, stroke: arm.stroke, strokeWidth: 1.25, fill: "var(--paper)" }),
    Plot.tickX(middle, { ...at, stroke: arm.stroke, strokeWidth: 3, inset: 6 }),
    Plot.dot(broken, { ...at, symbol: "times", r: 5, stroke: "var(--error)", strokeWidth: 2 }),
    Plot.text([{ name: arm.name }], {
      ...{ y: "name", frameAnchor: "right", textAnchor: "start", dx: 10, fill: textTint(arm.stroke) },
      text: () => (Number.isNaN(mean) ? "diverged" : formatMetric(metric, mean)),
      fontWeight: 600,
    }),
  ];
}

/** Of a recorded run's mean. */
function ghostMark({ arm, mean }: ArmEnds): Plot.Markish {
  const middle = Number.isNaN(mean) ? [] : [{ name: arm.name, value: mean }];
  const look = { stroke: arm.stroke, strokeWidth: 3, strokeOpacity: ghostOpacity, inset: 6 };
  return Plot.tickX(middle, { x: "value", y: "name", ...look });
}

function chanceMarks(chance: number, metric: EndsStyle["metric"]): Plot.Markish[] {
  const text = formatMetric(metric, chance);
  return [
    Plot.ruleX([chance], { stroke: "var(--muted)", strokeWidth: 1, strokeDasharray: "1 3" }),
    Plot.text([chance], { x: (value: number) => value, frameAnchor: "top", dy: -16, text: () => `chance ${text}` }),
  ];
}
