import * as Plot from "@observablehq/plot";
import type { LossPlane } from "../../training/contract/analyses.ts";
import { cividis, toCss } from "../frame/colours.ts";
import { drawPlot } from "../frame/draw-plot.ts";
import { svgElement } from "../../browser/elements.ts";
import { formatExact, formatNumber } from "../frame/number-format.ts";
import { fontSize } from "../frame/theme.ts";

/** Colours count powers of ten: the loss grows fast away from the middle. */
export interface LossRange {
  readonly low: number;
  readonly high: number;
}

const levels = 12;

/** Powers of ten of the smallest and the largest loss of all planes. */
export function rangeOf(planes: readonly LossPlane[]): LossRange {
  const powers = planes
    .flatMap(({ loss }) => loss.flat())
    .filter((value) => value > 0 && Number.isFinite(value))
    .map(Math.log10);
  if (powers.length === 0) return { low: -1, high: 1 };
  const [low, high] = [Math.min(...powers), Math.max(...powers)];
  return { low, high: Math.max(high, low + 1e-3) };
}

/** One plane, `width` pixels wide and high. While it is measured, rows that are there are drawn as squares. */
export function drawContours({ positions, loss }: LossPlane, range: LossRange, width: number): Element {
  const span = Math.max(1e-9, ...positions.map(Math.abs));
  const isWhole = loss.length === positions.length;
  const half = span / Math.max(1, positions.length - 1);
  const powerOf = (value: number): number => {
    const power = Number.isFinite(value) && value > 0 ? Math.log10(value) : range.high;
    return Math.min(range.high, Math.max(range.low, power));
  };
  const cells = loss.flatMap((row, at) =>
    row.map((value, place) => ({ alpha: positions[place] ?? 0, beta: positions[at] ?? 0, power: powerOf(value) })),
  );
  const colour = { type: "linear", domain: [range.low, range.high], scheme: "cividis" } as const;
  const thresholds = Array.from({ length: levels }, (_, at) => range.low + (at * (range.high - range.low)) / levels);
  const plot = drawPlot({
    ...{ width, height: width, marginTop: 24, marginLeft: 40, marginBottom: 44, marginRight: 12 },
    x: { domain: [-span, span] },
    y: { domain: [-span, span] },
    color: colour,
    marks: [
      isWhole
        ? Plot.contour(
            cells.map(({ power }) => power),
            {
              ...{ width: positions.length, height: positions.length, thresholds, interval: undefined },
              ...{ x1: -span - half, x2: span + half, y1: -span - half, y2: span + half },
              ...{ fill: Plot.identity, stroke: "var(--paper)", strokeWidth: 0.5, strokeOpacity: 0.5, clip: true },
            },
          )
        : Plot.rect(cells, {
            ...{ x1: ({ alpha }) => alpha - half, x2: ({ alpha }) => alpha + half, clip: true },
            ...{ y1: ({ beta }) => beta - half, y2: ({ beta }) => beta + half, fill: "power" },
          }),
      Plot.dot([[0, 0]], { symbol: "plus", r: 5, stroke: "var(--on-light)", strokeWidth: 4 }),
      Plot.dot([[0, 0]], { symbol: "plus", r: 5, stroke: "var(--on-dark)", strokeWidth: 1.75 }),
      Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: formatExact }),
      Plot.axisX({ ticks: 5, tickSize: 0, label: null, tickFormat: formatExact }),
    ],
  });
  plot.append(
    svgElement("text", { x: 0, y: fontSize, "text-anchor": "start", fill: "currentColor" }, "β"),
    svgElement("text", { x: width - 12, y: width - 7, "text-anchor": "end", fill: "currentColor" }, "α"),
  );
  return plot;
}

/** What the colours mean: the loss, on a logarithmic scale. */
export function rampBelow({ low, high }: LossRange, width: number): SVGSVGElement {
  const parts = 48;
  const values = [low, (low + high) / 2, high];
  const rects = Array.from({ length: parts }, (_, at) =>
    svgElement("rect", {
      ...{ x: (at * width) / parts, y: 20, width: width / parts + 0.5, height: 10 },
      fill: toCss(cividis(at / (parts - 1))),
    }),
  );
  const texts = values.map((power, at) =>
    svgElement(
      "text",
      { x: (at * width) / 2, y: 46, "text-anchor": ["start", "middle", "end"][at], fill: "currentColor" },
      formatNumber(10 ** power, 2),
    ),
  );
  const title = svgElement("text", { x: 0, y: 13, fill: "currentColor" }, "Loss, logarithmic");
  const size = { width, height: 50, viewBox: `0 0 ${width} 50`, style: `font: ${fontSize}px var(--font-ui)` };
  return svgElement("svg", { ...size, class: "chart-svg" }, title, ...rects, ...texts);
}
