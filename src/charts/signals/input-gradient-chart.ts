import { moments } from "../../core/statistics.ts";
import * as Plot from "@observablehq/plot";
import { declare, options, parameter } from "../../core/declare.ts";
import { record } from "../../core/kinds.ts";
import { inputGradientKind } from "../../signals/kinds.ts";
import type { InputGradient } from "../../signals/shattered.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { chartFigure } from "../frame/figure.ts";
import { htmlElement } from "../../browser/elements.ts";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { capitalise, formatExact, formatNumber } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { drawFrame } from "../frame/plot-frame.ts";

const name = "inputGradientChart";
const table = { ...captionOption };

type Named = readonly (readonly [name: string, gradient: InputGradient])[];

/** At this lag two inputs lie close together, and nets of different depth are far apart. */
const spokenLag = 5;
const shownLags = 20;

export const inputGradientChart = declare(
  {
    name,
    help: "The derivative of each net's output by its one input, and how alike that derivative is to itself a few points further on: one panel for each net, and one for all autocorrelations.",
    parameters: [
      parameter("nets", record(inputGradientKind, { least: 1 }), "Each net's name and what inputGradient returns."),
      options(table),
    ],
    returns: aFigure,
    source: "Balduzzi et al. 1702.08591, Fig. 1",
    example:
      'inputGradientChart({"3 layers": inputGradient({depth: 3, width: 48}), "24 layers": inputGradient({depth: 24, width: 48})})',
  },
  (nets, { caption }) => draw(Object.entries(nets), caption),
);

function draw(named: Named, caption: string | undefined): HTMLElement {
  const result = named
    .map(([name, { autocorrelation }]) => `of ${name} it is ${formatNumber(autocorrelation[spokenLag] ?? NaN, 2)}`)
    .join("; ");
  return chartFigure({
    kind: "gradient-curves",
    label: `Derivative of the output by the input; its autocorrelation ${spokenLag} points further on: ${result}.`,
    caption: readCaption(caption, {
      claim: `${capitalise(`autocorrelation ${spokenLag} points further on: ${result}`)}.`,
      reading: "A curve whose neighbours know nothing of each other is noise.",
      conditions: "",
    }),
    draw: (width) =>
      htmlElement("div", {}, drawGradients(named, width), drawAutocorrelations(named, Math.min(width, 656))),
    table: () => ({
      columns: ["Lag", ...named.map(([name]) => name)],
      rows: Array.from({ length: shownLags + 1 }, (_, lag) => [
        String(lag),
        ...named.map(([, { autocorrelation }]) => formatNumber(autocorrelation[lag] ?? NaN)),
      ]),
    }),
  });
}

/** Noise and waves are told apart in a small panel too: four stand in a row. */
const leastGradientWidth = 200;

function drawGradients(named: Named, width: number): HTMLElement {
  const each = panelWidth(width, named.length, leastGradientWidth);
  return arrangePanels(
    named.map(([name, gradient], at) => ({ title: name, svg: drawGradient(gradient, strokeOf(at), each) })),
    width,
    leastGradientWidth,
  );
}

/** In multiples of its own spread: how large it is depends on the net, and is not the point here. */
function drawGradient({ inputs, gradients }: InputGradient, stroke: string, width: number): Element {
  const { mean, deviation } = moments(gradients);
  const spread = deviation || 1;
  const points = inputs.map((x, at) => ({ x, y: Math.max(-4, Math.min(4, ((gradients[at] ?? 0) - mean) / spread)) }));
  const frame = drawFrame({
    ...{ width, height: 200, marginRight: 10, marginLeft: 34 },
    x: { domain: [inputs[0] ?? -1, inputs.at(-1) ?? 1] },
    y: { domain: [-4, 4] },
    ...{ title: "Gradient, in standard deviations", xTitle: "Input", xTicks: 5, yTicks: [-4, 0, 4] },
    yFormat: formatExact,
    marks: [Plot.lineY(points, { x: "x", y: "y", stroke, strokeWidth: 1.25 })],
  });
  return frame.svg;
}

function drawAutocorrelations(named: Named, width: number): Element {
  const texts = named.map(([name]) => ({ name, value: "" }));
  const place = { stacked: false, widest: 150 };
  const frame = drawFrame({
    ...{ width, height: 240, marginRight: labelsWidth(texts, place) },
    x: { domain: [0, shownLags] },
    y: { domain: [-0.4, 1] },
    ...{ title: "Autocorrelation of the gradient", xTitle: "Points further on" },
    ...{ xTicks: [0, 5, 10, 15, 20], xFormat: String, yTicks: [0, 0.5, 1], yFormat: formatExact },
    marks: named.map(([, { autocorrelation }], at) =>
      Plot.lineY(
        autocorrelation.slice(0, shownLags + 1).map((value, lag) => ({ lag, value: Math.max(-0.4, value) })),
        { x: "lag", y: "value", stroke: strokeOf(at), strokeWidth: 2.25, strokeDasharray: dashOf(at) },
      ),
    ),
  });
  const labels = named.map(([name, { autocorrelation }], at) => ({
    ...{ name, value: "", stroke: strokeOf(at) },
    x: frame.xAt(shownLags),
    y: frame.yAt(autocorrelation[shownLags] ?? 0),
  }));
  drawEndLabels(frame.svg, labels, { ...place, top: frame.area.top - 10, bottom: frame.area.bottom + 4 });
  return frame.svg;
}

const strokes = ["plain", "bottleneck", "pre-activation", "residual"] as const;
const dashes = ["7 4", "9 4 2 4", "2 4", undefined] as const;

function strokeOf(at: number): string {
  return `var(--chart-${strokes[at % strokes.length] ?? "plain"})`;
}

function dashOf(at: number): string | undefined {
  return dashes[at % dashes.length];
}
