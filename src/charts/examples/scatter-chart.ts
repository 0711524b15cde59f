import { sumOf } from "../../core/statistics.ts";
import * as Plot from "@observablehq/plot";
import { declare, options, parameter } from "../../core/declare.ts";
import { examplesKind } from "../../training/contract/kinds.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { chartFigure } from "../frame/figure.ts";
import { formatNumber, listInWords } from "../frame/number-format.ts";
import { drawPlot } from "../frame/draw-plot.ts";
import { classColour, classSymbol, readPlanePoints, type ClassPoints, type PlanePoint } from "./plane-points.ts";

const name = "scatterChart";
const table = { ...captionOption };

const widest = 460;

export const scatterChart = declare(
  {
    name,
    help: "Labelled points in the plane by class, with both axes to the same scale.",
    parameters: [parameter("examples", examplesKind, "Of points in the plane."), options(table)],
    returns: aFigure,
    refuses: "the examples are no labelled points of two features",
    example: "scatterChart(await examples(spiral()))",
  },
  (examples, { caption }) => draw(readPlanePoints(name, examples), caption),
);

function draw(classes: readonly ClassPoints[], caption: string | undefined): HTMLElement {
  const count = sumOf(classes, ({ points }) => points.length);
  const counts = classes.map(({ name: each, points: members }) => `${members.length} of ${each}`);
  return chartFigure({
    kind: "scatter",
    label: `${count} points in the plane: ${listInWords(counts)}.`,
    caption: readCaption(caption, {
      claim: `${count} points in ${classes.length} classes.`,
      reading: "Each class has its own colour and symbol.",
      conditions: "",
    }),
    draw: (width) => drawScatter(classes, Math.min(width, widest)),
    table: () => ({
      columns: ["Point", "Class", "x", "y"],
      rows: classes
        .flatMap(({ name: each, points: members }) =>
          members.map(({ x, y }) => [each, formatNumber(x), formatNumber(y)]),
        )
        .map((row, at) => [String(at + 1), ...row]),
    }),
  });
}

function drawScatter(classes: readonly ClassPoints[], width: number): Element {
  const all = classes.flatMap(({ points }) => points);
  const reach = 1.04 * Math.max(1e-6, ...all.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  return drawPlot({
    ...{ width, height: width, margin: 28, marginLeft: 40, marginRight: 16 },
    x: { domain: [-reach, reach] },
    y: { domain: [-reach, reach] },
    marks: [
      Plot.gridY({ ticks: 5, stroke: "var(--rule)", strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 0, label: null }),
      Plot.axisX({ ticks: 5, tickSize: 0, label: null }),
      classes.map(({ points, label }) =>
        Plot.dot(points, {
          ...{ x: "x", y: "y", r: 3, symbol: classSymbol(label) },
          stroke: classColour(label),
          strokeWidth: 1.25,
          fill: classColour(label),
          fillOpacity: 0.25,
        }),
      ),
      classes.map(labelMark),
    ],
  });
}

/** The class's name beside its point farthest from the middle: there the classes of a spiral are apart. */
function labelMark({ name, label, points }: ClassPoints): Plot.Markish {
  const farthest = points.reduce<PlanePoint | undefined>(
    (far, point) => (far === undefined || Math.hypot(point.x, point.y) > Math.hypot(far.x, far.y) ? point : far),
    undefined,
  );
  if (farthest === undefined) return null;
  return Plot.text([farthest], {
    ...{
      x: "x",
      y: "y",
      text: () => name,
      fontWeight: 600,
      fontSize: 13,
      lineAnchor: farthest.y > 0 ? "bottom" : "top",
    },
    ...{ dy: farthest.y > 0 ? -8 : 8, textAnchor: farthest.x > 0 ? "end" : "start" },
    fill: `color-mix(in oklab, ${classColour(label)}, var(--ink) 40%)`,
    stroke: "var(--paper)",
    strokeWidth: 4,
  });
}
