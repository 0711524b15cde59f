import * as Plot from "@observablehq/plot";
import { refuse } from "../core/errors.ts";
import { readCaption } from "./caption.ts";
import type { Examples } from "../training/protocol.ts";
import { chartFigure } from "./figure.ts";
import { formatNumber, listInWords } from "./number-format.ts";
import { drawPlot } from "./draw-plot.ts";
import { groupBy } from "./group-by.ts";

export interface ScatterOptions {
  readonly caption?: string;
}

interface ClassPoints {
  readonly name: string;
  readonly points: readonly PlanePoint[];
}

interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** Each class has its own symbol too, so that colour is not needed to tell them apart. */
const symbols = ["circle", "triangle", "square", "diamond", "star", "cross"] as const;
const colours = 3;
const widest = 460;

/**
 * Labelled points in the plane by class, with both axes to the same scale.
 * @throws CourseError if the examples are no labelled points of two features
 */
export function scatter(examples: Examples, { caption }: ScatterOptions = {}): HTMLElement {
  const { labels, shape, inputs } = examples;
  if (labels === null || shape.length !== 1 || shape[0] !== 2) {
    throw refuse(
      "scatter",
      `expected labelled points with 2 features, got examples of shape ${shape.join(" × ")}`,
      "Pass examples of spiral(); for images use classGallery.",
    );
  }
  const points = Array.from(labels, (label, at) => ({ label, x: inputs[2 * at] ?? 0, y: inputs[2 * at + 1] ?? 0 }));
  const classes = [...groupBy(points, ({ label }) => label)]
    .sort(([a], [b]) => a - b)
    .map(([label, members]) => ({ name: examples.classNames?.[label] ?? `class ${label}`, points: members }));
  const counts = classes.map(({ name, points: members }) => `${members.length} of ${name}`);
  return chartFigure({
    kind: "scatter",
    label: `${points.length} points in the plane: ${listInWords(counts)}.`,
    caption: readCaption(caption, {
      claim: `${points.length} points in ${classes.length} classes.`,
      reading: "Each class has its own colour and symbol.",
      conditions: "",
    }),
    draw: (width) => drawScatter(classes, Math.min(width, widest)),
    table: () => ({
      columns: ["Point", "Class", "x", "y"],
      rows: classes
        .flatMap(({ name, points: members }) => members.map(({ x, y }) => [name, formatNumber(x), formatNumber(y)]))
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
      classes.map(({ points }, at) =>
        Plot.dot(points, {
          ...{ x: "x", y: "y", r: 3, symbol: symbols[at % symbols.length] ?? "circle" },
          stroke: `var(--chart-class-${(at % colours) + 1})`,
          strokeWidth: 1.25,
          fill: `var(--chart-class-${(at % colours) + 1})`,
          fillOpacity: 0.25,
        }),
      ),
      classes.map((each, at) => labelMark(each, `var(--chart-class-${(at % colours) + 1})`)),
    ],
  });
}

/** The class's name beside its point farthest from the middle: there the classes of a spiral are apart. */
function labelMark({ name, points }: ClassPoints, colour: string): Plot.Markish {
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
    fill: `color-mix(in oklab, ${colour}, var(--ink) 40%)`,
    stroke: "var(--paper)",
    strokeWidth: 4,
  });
}
