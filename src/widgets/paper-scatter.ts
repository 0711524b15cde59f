import * as Plot from "@observablehq/plot";
import { svgElement } from "../browser/elements.ts";
import { groupBy } from "../core/group-by.ts";
import { mean } from "../core/statistics.ts";
import { drawEndLabels } from "../charts/frame/end-labels.ts";
import { formatExact } from "../charts/frame/number-format.ts";
import { drawFrame, type Frame } from "../charts/frame/plot-frame.ts";
import { estimateTextWidth, fontSize, seriesLook } from "../charts/frame/theme.ts";
import type { PaperColumn, PaperRow, PaperTable } from "../papers/paper-table.ts";
import { numberIn } from "./paper-order.ts";

/** A row that has both numbers. */
interface Point {
  readonly name: string;
  readonly series: string;
  /** Multiply-adds, in billions. */
  readonly x: number;
  readonly y: number;
}

const rowHeight = 16;

/**
 * A column against what the nets cost. Residual nets whose results were come by in the same way are joined by a line;
 * names stand below the axis, each under its net.
 */
export function drawPaperScatter(table: PaperTable, column: PaperColumn, cost: PaperColumn, width: number): Element {
  const points = pointsOf(table, column, cost);
  if (points.length === 0) return noCosts(width);
  const series = [...groupBy(points, (point) => point.series)];
  const labelled = series.length > 1;
  const widest = width < 480 ? 106 : 150;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const room = 0.1 * (Math.max(...ys) - Math.min(...ys)) || 1;
  const frame = drawFrame({
    ...{ width, height: 340, marginRight: labelled ? widest + 16 : 24 },
    ...{ title: `${column.title}, ${column.unit}`, xTitle: "Multiply-adds, in billions" },
    x: { type: "log", base: 2, domain: [Math.min(...xs) / 1.2, Math.max(...xs) * 1.2] },
    y: { domain: [Math.min(...ys) - room, Math.max(...ys) + room], nice: true },
    xTicks: [0.5, 1, 2, 4, 8, 16].filter((tick) => tick > Math.min(...xs) / 1.2 && tick < Math.max(...xs) * 1.2),
    ...{ yTicks: 5, xFormat: formatExact, yFormat: formatExact },
    marks: series.flatMap(([, own], at) => {
      const { stroke, dash } = seriesLook(at, series.length);
      return [
        Plot.line(grown(own), {
          x: "x",
          y: "y",
          stroke,
          strokeWidth: 1.75,
          ...(dash ? { strokeDasharray: dash } : {}),
        }),
        Plot.dot(own, { ...{ x: "x", y: "y", r: 5, fill: stroke, stroke: "var(--paper)" }, title: titleOf }),
      ];
    }),
  });
  if (labelled) labelSeries(frame, series, widest);
  nameNets(frame, points, width);
  return frame.svg;
}

/** An ensemble's cost is nowhere reported. */
function noCosts(width: number): SVGSVGElement {
  const words = "Of none of these both numbers are known.";
  return svgElement(
    "svg",
    { width, height: 40, viewBox: `0 0 ${width} 40`, class: "chart-svg", "font-size": fontSize },
    svgElement("text", { x: 0, y: 24, fill: "var(--muted)" }, words),
  );
}

/** The facets that a table's rows differ in decide which belong together; without facets the families do. */
function pointsOf(table: PaperTable, column: PaperColumn, cost: PaperColumn): readonly Point[] {
  const key = table.facets?.at(-1)?.key;
  return table.rows.flatMap((row) => {
    const [x, y] = [numberIn(row, cost), numberIn(row, column)];
    if (x === null || y === null) return [];
    return [{ name: row.name.replace(/ V[12]$/, ""), series: seriesOf(row, key), x: x / 1e9, y }];
  });
}

function seriesOf({ facets, family }: PaperRow, key: string | undefined): string {
  if (key === undefined) return family === "other" ? "other nets" : family;
  return facets?.[key] ?? "";
}

/** The residual nets of growing depth, which a line joins: options A and C and other families stand for themselves. */
function grown(points: readonly Point[]): readonly Point[] {
  return points.filter(({ name }) => /^resnet-?\d+( B)?$/i.test(name)).toSorted((a, b) => a.x - b.x);
}

function titleOf({ name, x, y }: Point): string {
  return `${name}: ${formatExact(y)} % at ${x.toFixed(2)} billion`;
}

function labelSeries(frame: Frame, series: readonly (readonly [string, readonly Point[]])[], widest: number): void {
  const labels = series.map(([name, own], at) => {
    const last = own.toSorted((a, b) => a.x - b.x).at(-1) as Point;
    return {
      ...{ name, value: "", stroke: seriesLook(at, series.length).stroke },
      // All in one column, behind the rightmost of all points
      x: frame.area.right - 4,
      y: frame.yAt(last.y),
    };
  });
  const place = { stacked: false, widest, side: "right" } as const;
  drawEndLabels(frame.svg, labels, { ...place, top: frame.area.top - 8, bottom: frame.area.bottom + 4 });
}

/** Below the axis: each net's name, in as many lines as keep names apart. */
function nameNets({ svg, xAt, area }: Frame, points: readonly Point[], width: number): void {
  const places = [...groupBy(points, ({ name }) => shortName(name))]
    .map(([name, own]) => ({ name, x: mean(own.map(({ x }) => xAt(x))) }))
    .toSorted((a, b) => a.x - b.x);
  const ends: number[] = [];
  const top = area.bottom + 58;
  for (const { name, x } of places) {
    const half = estimateTextWidth(name) / 2;
    const middle = Math.min(width - half, Math.max(half, x));
    const free = ends.findIndex((end) => end + 6 < middle - half);
    const row = free === -1 ? ends.length : free;
    ends[row] = middle + half;
    const y = top + row * rowHeight;
    svg.append(svgElement("text", { x: middle, y, "text-anchor": "middle", fill: "var(--muted)" }, name));
  }
  const height = top + ends.length * rowHeight;
  svg.setAttribute("height", String(height));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

/** Nets that cost nearly the same share a name: "50" for ResNet-50, resnet50 and its grouped cousin. */
function shortName(name: string): string {
  if (/^vgg/i.test(name)) return `VGG-${name.replace(/\D/g, "")}`;
  if (name === "alexnet") return "AlexNet";
  return /(?:res.*?|plain-)(\d+)/i.exec(name)?.[1] ?? name;
}
