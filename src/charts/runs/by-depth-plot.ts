import * as Plot from "@observablehq/plot";
import type { ArmEnds, EndsStyle } from "./arm-ends.ts";
import { drawEndLabels, labelsWidth, type EndLabel } from "../frame/end-labels.ts";
import { formatExact, formatPercent } from "../frame/number-format.ts";
import { drawFrame } from "../frame/plot-frame.ts";
import { familyDash, familyStroke, ghostOpacity } from "../frame/theme.ts";
import { formatMetric } from "./format-metric.ts";
import { groupBy } from "../../core/group-by.ts";

interface FamilyLine {
  readonly name: string;
  readonly stroke: string;
  readonly dash: string | undefined;
  /** Moves the family's dots aside, so that those of another family stay visible. */
  readonly dx: number;
  readonly ends: readonly ArmEnds[];
}

/** Final value against depth: one line for each family through the means. */
export function drawByDepth(ends: readonly ArmEnds[], style: EndsStyle, width: number): Element {
  const { metric, chance, title, behind } = style;
  const lines = groupFamilies(ends);
  const depths = [...new Set([...ends, ...behind].map(({ arm }) => arm.depth))].sort((a, b) => a - b);
  const stacked = width < 560;
  const last = (line: FamilyLine) => line.ends.at(-1)?.mean ?? NaN;
  const texts = lines.map((line) => ({
    name: line.name,
    value: Number.isNaN(last(line)) ? "diverged" : formatMetric(metric, last(line)),
  }));
  const guess = chance === undefined ? [] : [{ name: "chance", value: formatMetric(metric, chance) }];
  const place = { stacked, widest: 0.36 * width };
  const top = metric === "accuracy" ? 1 : greatest([...ends, ...behind], chance);
  const frame = drawFrame({
    width,
    marginRight: labelsWidth([...texts, ...guess], place),
    x: { type: "point", domain: depths, padding: 0.2 },
    y: { domain: [0, top], nice: metric === "loss", clamp: true },
    title,
    xTitle: "Depth (weighted layers)",
    xFormat: String,
    yTicks: 5,
    yFormat: metric === "accuracy" ? formatPercent : formatExact,
    marks: [
      chance === undefined
        ? null
        : Plot.ruleY([chance], { stroke: "var(--muted)", strokeWidth: 1, strokeDasharray: "1 3" }),
      groupFamilies(behind, lines).map(ghostMarks),
      lines.map((line) => familyMarks(line, top)),
    ],
  });
  const labels: EndLabel[] = lines.map((line, at) => ({
    ...{ name: line.name, value: texts[at]?.value ?? "", stroke: line.stroke },
    x: frame.xAt(line.ends.at(-1)?.arm.depth ?? 0) + 8 + line.dx,
    y: frame.yAt(Math.min(top, Number.isNaN(last(line)) ? top : last(line))),
  }));
  const chanceEnds = guess.map((text) => ({
    ...{ ...text, stroke: "var(--muted)", quiet: true, x: frame.area.right },
    y: frame.yAt(chance ?? 0),
  }));
  const { top: low, bottom: high } = frame.area;
  drawEndLabels(frame.svg, [...labels, ...chanceEnds], { ...place, top: low - 10, bottom: high + 4 });
  return frame.svg;
}

function familyMarks({ ends, stroke, dash, dx }: FamilyLine, top: number): Plot.Markish[] {
  const means = ends
    .filter(({ mean }) => !Number.isNaN(mean))
    .map(({ arm, mean }) => ({ depth: arm.depth, value: mean }));
  const dots = ends.flatMap(({ arm, values }) => values.map((value) => ({ depth: arm.depth, value })));
  const at = { x: "depth", y: "value", dx } as const;
  return [
    Plot.line(means, { ...at, stroke, strokeWidth: 2, strokeDasharray: dash }),
    Plot.dot(
      dots.filter(({ value }) => Number.isFinite(value)),
      { ...at, r: 3, stroke, strokeWidth: 1, fill: "var(--paper)" },
    ),
    Plot.dot(means, { ...at, r: 5, fill: stroke, stroke: "var(--paper)", strokeWidth: 1.5 }),
    Plot.dot(
      dots.filter(({ value }) => value === Infinity).map(({ depth }) => ({ depth, value: top })),
      { ...at, symbol: "times", r: 5, stroke: "var(--error)", strokeWidth: 2 },
    ),
  ];
}

/** Of a recorded run's means. */
function ghostMarks({ ends, stroke, dash, dx }: FamilyLine): Plot.Markish[] {
  const means = ends
    .filter(({ mean }) => !Number.isNaN(mean))
    .map(({ arm, mean }) => ({ depth: arm.depth, value: mean }));
  const at = { x: "depth", y: "value", dx } as const;
  return [
    Plot.line(means, { ...at, stroke, strokeWidth: 2, strokeDasharray: dash, strokeOpacity: ghostOpacity }),
    Plot.dot(means, { ...at, r: 5, fill: stroke, fillOpacity: ghostOpacity }),
  ];
}

/** @param beside lines of the same families, which ghosts stand behind */
function groupFamilies(ends: readonly ArmEnds[], beside: readonly FamilyLine[] = []): FamilyLine[] {
  const families = [...groupBy(ends, ({ arm }) => arm.family)];
  return families.map(([family, members], at) => {
    const name = family === "other" ? (members[0]?.arm.name ?? "") : family;
    return {
      name,
      stroke: familyStroke(family),
      dash: familyDash(family),
      dx: beside.find((line) => line.name === name)?.dx ?? 10 * (at - (families.length - 1) / 2),
      ends: [...members].sort((a, b) => a.arm.depth - b.arm.depth),
    };
  });
}

function greatest(ends: readonly ArmEnds[], chance = 0): number {
  return Math.max(chance, ...ends.flatMap(({ values }) => values.filter(Number.isFinite))) * 1.05 || 1;
}
