import * as Plot from "@observablehq/plot";
import { declare, optionalParameter, options } from "../../core/declare.ts";
import { choice, list, number } from "../../core/kinds.ts";
import { withDefault } from "../../core/options.ts";
import { findActivation, type ActivationName } from "../../signals/activations.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { htmlElement, svgElement } from "../../browser/elements.ts";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { chartFigure } from "../frame/figure.ts";
import { capitalise, formatExact, formatNumber, listInWords } from "../frame/number-format.ts";
import { panelWidth } from "../frame/panels.ts";
import { drawFrame, type Frame } from "../frame/plot-frame.ts";
import { unitsFromLeft } from "../frame/text-scale.ts";

const where = "activationsChart";
const usual: readonly ActivationName[] = ["sigmoid", "tanh", "relu"];

const table = {
  at: withDefault(number({ least: -5, most: 5 }), 0, "The z at which the cursor stands while no pointer moves it."),
  ...captionOption,
};

/** The slopes are all between 0 and 1; a ReLU's value is cut off where the others' end. */
const reach = 5;
const names: Readonly<Record<ActivationName, string>> = {
  sigmoid: "sigmoid",
  tanh: "tanh",
  relu: "ReLU",
  linear: "linear",
};
const strokes: Readonly<Record<ActivationName, string>> = {
  sigmoid: "var(--chart-bottleneck)",
  tanh: "var(--chart-pre-activation)",
  relu: "var(--chart-residual)",
  linear: "var(--chart-plain)",
};
const dashes: Readonly<Record<ActivationName, string | undefined>> = {
  sigmoid: "9 4 2 4",
  tanh: "2 4",
  relu: undefined,
  linear: "7 4",
};

export const activationsChart = declare(
  {
    name: where,
    help: "Value and slope of activation functions side by side, with one cursor through both that follows the pointer.",
    parameters: [
      optionalParameter(
        "activations",
        list(choice("sigmoid", "tanh", "relu", "linear"), { least: 1 }),
        "sigmoid, tanh and relu where it is left out.",
      ),
      options(table),
    ],
    returns: aFigure,
    example: 'activationsChart(["tanh", "relu"], {at: 0.5})',
  },
  (activations = usual, { at, caption }) => draw(activations, at, caption),
);

function draw(activations: readonly ActivationName[], home: number, caption: string | undefined): HTMLElement {
  const readout = htmlElement("p", { class: "chart-readout" }, describeAt(activations, home));
  const figure = chartFigure({
    kind: "activation-curves",
    label: `Value and slope of ${listInWords(activations.map((name) => names[name]))}. ${describeAt(activations, home)}`,
    caption: readCaption(caption, {
      claim: `${capitalise(describeAt(activations, home))}`,
      reading: "Left the value, right the slope, which is what a gradient is multiplied by on its way back.",
      conditions: "",
    }),
    draw: (width) => drawPanels(activations, home, width, readout),
    table: () => ({
      columns: ["z", ...activations.flatMap((name) => [names[name], `${names[name]}, slope`])],
      rows: [-4, -2, -1, -0.5, 0, 0.5, 1, 2, 4].map((z) => [
        formatExact(z),
        ...activations.flatMap((name) => {
          const { value, slope } = findActivation(where, name);
          return [formatNumber(value(z)), formatNumber(slope(z))];
        }),
      ]),
    }),
  });
  figure.querySelector(".chart-plot")?.after(readout);
  return figure;
}

function describeAt(activations: readonly ActivationName[], z: number): string {
  const parts = activations.map((name) => {
    const { value, slope } = findActivation(where, name);
    return `${names[name]} is ${formatNumber(value(z))} with slope ${formatNumber(slope(z))}`;
  });
  return `At z = ${z.toFixed(2).replace("-", "−")}: ${listInWords(parts)}.`;
}

function drawPanels(
  activations: readonly ActivationName[],
  home: number,
  width: number,
  readout: HTMLElement,
): HTMLElement {
  const each = panelWidth(width, 2);
  const frames = [
    drawPanel(activations, { title: "Value φ(z)", pick: "value", domain: [-1.1, 2] }, each),
    drawPanel(activations, { title: "Slope φ′(z)", pick: "slope", domain: [0, 1.1] }, each),
  ];
  const cursors = frames.map(addCursor);
  const moveTo = (z: number) => {
    for (const move of cursors) move(z);
    readout.textContent = describeAt(activations, z);
  };
  for (const { svg, area, xAt } of frames) {
    svg.addEventListener("pointermove", (event) => {
      const share = (unitsFromLeft(event, svg) - area.left) / (xAt(reach) - xAt(-reach));
      moveTo(Math.min(reach, Math.max(-reach, (2 * share - 1) * reach)));
    });
    svg.addEventListener("pointerleave", () => moveTo(home));
  }
  moveTo(home);
  return htmlElement("div", { class: "chart-panels chart-panels-pair" }, ...frames.map(({ svg }) => svg));
}

interface PanelOptions {
  readonly title: string;
  readonly pick: "value" | "slope";
  readonly domain: readonly [number, number];
}

function drawPanel(activations: readonly ActivationName[], panel: PanelOptions, width: number): Frame {
  const { title, pick, domain } = panel;
  const place = { stacked: false, widest: 60 };
  const texts = activations.map((name) => ({ name: names[name], value: "" }));
  const lines = activations.map((name) => {
    const { [pick]: at } = findActivation(where, name);
    const points = Array.from({ length: 401 }, (_, step) => -reach + (2 * reach * step) / 400);
    return { name, points: points.map((z) => ({ z, y: at(z) })).filter(({ y }) => y <= domain[1] + 0.02) };
  });
  const frame = drawFrame({
    ...{ width, height: 260, marginLeft: 34, marginRight: labelsWidth(texts, place) },
    x: { domain: [-reach, reach] },
    y: { domain: [...domain] },
    ...{ title, xTitle: "Pre-activation z", xTicks: [-4, -2, 0, 2, 4], xFormat: formatExact },
    ...{ yTicks: pick === "slope" ? [0, 0.25, 0.5, 0.75, 1] : [-1, 0, 1, 2], yFormat: formatExact },
    marks: lines.map(({ name, points }) =>
      Plot.line(points, { x: "z", y: "y", stroke: strokes[name], strokeWidth: 2.25, strokeDasharray: dashes[name] }),
    ),
  });
  const labels = lines.map(({ name, points }) => {
    const end = points.at(-1) ?? { z: 0, y: 0 };
    const text = { name: names[name], value: "", stroke: strokes[name] };
    return { ...text, x: frame.xAt(reach), y: frame.yAt(end.y) };
  });
  drawEndLabels(frame.svg, labels, { ...place, top: frame.area.top - 10, bottom: frame.area.bottom + 4 });
  return frame;
}

function addCursor({ svg, area: { top, bottom, left, right }, xAt }: Frame): (z: number) => void {
  const line = svgElement("line", { y1: top, y2: bottom });
  svg.append(svgElement("g", { class: "pointer-rule" }, line));
  return (z) => {
    const x = String(Math.min(right, Math.max(left, xAt(z))));
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  };
}
