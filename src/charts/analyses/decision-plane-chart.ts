import { refuse } from "../../core/errors.ts";
import type { DecisionPlane } from "../../training/contract/analyses.ts";
import type { Examples } from "../../training/contract/protocol.ts";
import { readCaption } from "../frame/caption.ts";
import type { TableData } from "../frame/data-table.ts";
import { drawRegions } from "./decision-regions.ts";
import { chartFigure } from "../frame/figure.ts";
import { capitalise, formatExact, formatPercent, listInWords } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";
import { classSymbol, readPlanePoints, type ClassPoints } from "../examples/plane-points.ts";

export interface DecisionMapOptions {
  /** Points to draw over the maps, such as those that the nets were trained on. */
  readonly points?: Examples;
  readonly caption?: string;
}

/** Two in a row on a phone. */
const leastWidth = 150;

/**
 * The plane as nets see it: every point in the colour of the class that a net finds most probable there, the stronger
 * the surer it is. Several nets stand side by side, all to the same scale.
 * @throws CourseError if there is nothing to show, or the points are no labelled points of the plane
 */
export function decisionPlaneChart(
  given: DecisionPlane | readonly DecisionPlane[],
  { points, caption }: DecisionMapOptions = {},
): HTMLElement {
  const planes = [given].flat() as DecisionPlane[];
  if (planes.length === 0 || planes.some((plane) => plane?.tenths === undefined)) {
    throw refuse("decisionPlaneChart", "expected maps of the plane", "Pass what decisionPlane returns, one or a list.");
  }
  const classes = points === undefined ? [] : readPlanePoints("decisionPlaneChart", points);
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
  const symbols = points.map(({ label, name }, at) => `${classSymbol(label)}s${at === 0 ? " are" : ""} ${name}`);
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
