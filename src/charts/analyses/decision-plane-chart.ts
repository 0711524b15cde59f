import { declare, options, parameter } from "../../core/declare.ts";
import { oneOrMore } from "../../core/kinds.ts";
import { optional } from "../../core/options.ts";
import type { DecisionPlane } from "../../training/contract/analyses.ts";
import { decisionPlaneKind, examplesKind } from "../../training/contract/kinds.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import type { TableData } from "../frame/data-table.ts";
import { drawRegions } from "./decision-regions.ts";
import { chartFigure } from "../frame/figure.ts";
import { capitalise, formatExact, formatPercent, listInWords } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { classSymbol, readPlanePoints, type ClassPoints } from "../examples/plane-points.ts";

const name = "decisionPlaneChart";

const table = {
  points: optional(
    examplesKind,
    "Points that are drawn over the maps, such as those that the nets were trained on.",
    "no points",
  ),
  ...captionOption,
};

/** Two in a row on a phone. */
const leastWidth = 150;

export const decisionPlaneChart = declare(
  {
    name,
    help: "The plane as nets see it: every point in the colour of the class that a net finds most probable there, the stronger the surer it is. Several nets stand side by side, all to the same scale.",
    parameters: [
      parameter("planes", oneOrMore(decisionPlaneKind), "One for each net that is to be compared."),
      options(table),
    ],
    returns: aFigure,
    refuses: "the points are no labelled points of the plane",
    example: `{
  const {parameters} = exampleRun.runs.find(({arm}) => arm === "residual-8");
  return decisionPlaneChart(await decisionPlane(residualMlp({depth: 8}), parameters, {data: spiral()}), {points: await examples(spiral())});
}`,
  },
  (planes, { points, caption }) => draw(planes, points === undefined ? [] : readPlanePoints(name, points), caption),
);

function draw(
  planes: readonly DecisionPlane[],
  classes: readonly ClassPoints[],
  caption: string | undefined,
): HTMLElement {
  const result = `${listInWords(planes.map(describePlane))}.`;
  return chartFigure({
    kind: "decision-map",
    label: `The plane, coloured by the class that a net chooses at each point. Of the points, ${result}`,
    caption: readCaption(caption, {
      claim: `Of the points, ${result}`,
      reading:
        "Lines part the classes that a net chooses, and their names stand in the widest regions; the stronger the colour, the surer the net.",
      conditions: describeConditions(planes, classes),
    }),
    draw: (width) => drawPlanes(planes, classes, width),
    table: () => planesTable(planes),
  });
}

function drawPlanes(planes: readonly DecisionPlane[], points: readonly ClassPoints[], width: number): HTMLElement {
  const span = Math.max(...planes.map((plane) => plane.span));
  const each = Math.min(400, panelWidth(width, planes.length, leastWidth));
  const panels = planes.map((plane) => ({
    title: `${plane.net.name}: ${formatPercent(plane.accuracy)}`,
    svg: drawRegions(plane, points, { width: each, span }),
  }));
  return arrangePanels(panels, width, leastWidth);
}

function describePlane({ net, accuracy }: DecisionPlane): string {
  return `${net.name} has ${formatPercent(accuracy)} right`;
}

function describeConditions(planes: readonly DecisionPlane[], points: readonly ClassPoints[]): string {
  const [first] = planes;
  if (first === undefined) return "";
  const { examined, span, classes } = first;
  const symbols = points.map(({ label, name: each }, at) => `${classSymbol(label)}s${at === 0 ? " are" : ""} ${each}`);
  const key = symbols.length === 0 ? "" : `${capitalise(listInWords(symbols))}. `;
  const square = `asked at ${classes.length} × ${classes.length} places between −${formatExact(span)} and ${formatExact(span)}`;
  const share = `Per cent: share of the ${examined.examples} ${examined.split} points that a net gets right`;
  return `${key}${share}; ${square}; ${examined.mode.replace("-", " ")}.`;
}

/** Besides the points: at how many places the net is sure, and how much of the square it gives to each class. */
function planesTable(planes: readonly DecisionPlane[]): TableData {
  const names = planes[0]?.classNames ?? [];
  const { split = "training" } = planes[0]?.examined ?? {};
  return {
    columns: [
      "Net",
      `${capitalise(split)} points right`,
      "Probability 0.9 or more",
      ...names.map((name) => `Square taken for ${name}`),
    ],
    rows: planes.map(({ net, accuracy, classes, tenths }) => {
      const sure = shareOf(tenths, 9);
      return [net.name, ...[accuracy, sure, ...names.map((_, label) => shareOf(classes, label))].map(formatPercent)];
    }),
  };
}

/** Share of the places that have a digit. */
function shareOf(rows: readonly string[], digit: number): number {
  const digits = rows.join("");
  return (digits.split(String(digit)).length - 1) / digits.length;
}
