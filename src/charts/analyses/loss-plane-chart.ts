import { refuse } from "../../core/errors.ts";
import type { LossPlane } from "../../training/contract/analyses.ts";
import { readCaption } from "../frame/caption.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawLossCurves } from "./loss-curves.ts";
import { drawContours, rampBelow, rangeOf } from "./loss-contours.ts";
import { htmlElement } from "../../browser/elements.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";

export interface LossLandscapeOptions {
  readonly caption?: string;
}

/**
 * The loss around the parameters of one or several nets, along filter-normalised random directions: curves over one
 * axis, or contours over two, with one scale of colours for all.
 * @throws CourseError if there is nothing to show, or lines and planes are mixed
 */
export function lossPlaneChart(
  given: LossPlane | readonly LossPlane[],
  options: LossLandscapeOptions = {},
): HTMLElement {
  const planes = [given].flat() as LossPlane[];
  const [first] = planes;
  if (first?.positions === undefined || planes.some(({ directions }) => directions !== first.directions)) {
    throw refuse(
      "lossPlaneChart",
      "expected lines, or planes, of the loss",
      "Pass what lossPlane yields, all with the same number of directions.",
    );
  }
  const result = capitalise(planes.map(describePlane).join("; "));
  const isLine = first.directions === 1;
  return chartFigure({
    kind: "loss-landscape",
    label: `Loss along ${isLine ? "a random direction" : "two random directions"} around the parameters. ${result}.`,
    caption: readCaption(options.caption, {
      claim: `${result}.`,
      reading: isLine
        ? "In the middle are the net's own parameters; one step to the right moves every filter by its own length."
        : "In the middle are the net's own parameters, marked by a cross; one step along an axis moves every filter by its own length.",
      conditions: describeConditions(planes),
    }),
    draw: (width) => (isLine ? drawLossCurves(planes, width) : drawPlanes(planes, width)),
    table: () => planesTable(planes),
  });
}

function drawPlanes(planes: readonly LossPlane[], width: number): HTMLElement {
  const range = rangeOf(planes);
  const each = Math.min(400, panelWidth(width, planes.length));
  const panels = planes.map((plane) => ({ title: plane.net.name, svg: drawContours(plane, range, each) }));
  return htmlElement("div", {}, arrangePanels(panels, width), rampBelow(range, Math.min(width, 300)));
}

function centreOf({ loss, positions, directions }: LossPlane): number {
  const middle = positions.indexOf(0);
  return loss[directions === 1 ? 0 : middle]?.[middle] ?? NaN;
}

function describePlane(plane: LossPlane): string {
  const values = plane.loss.flat().filter(Number.isFinite);
  if (values.length === 0) return `the loss of ${plane.net.name} has not been measured yet`;
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => formatNumber(value));
  const centre = centreOf(plane);
  const at = Number.isNaN(centre) ? "" : `is ${formatNumber(centre)} at its parameters and `;
  return `the loss of ${plane.net.name} ${at}lies between ${low} and ${high} around them`;
}

function describeConditions(planes: readonly LossPlane[]): string {
  const [first] = planes;
  if (first === undefined) return "";
  const { examined, seed } = first;
  const open = planes.find(({ status }) => status !== "done");
  const state = open === undefined ? "" : `; ${open.status}`;
  return `${examined.examples} ${examined.split} examples, ${examined.mode.replace("-", " ")}; directions of seed ${seed}${state}.`;
}

function planesTable(planes: readonly LossPlane[]) {
  const positions = planes[0]?.positions ?? [];
  const rows = planes.flatMap(({ net, loss, directions, positions: places }) =>
    loss.map((row, at) => [
      directions === 1 ? net.name : `${net.name}, β = ${formatNumber(places[at] ?? NaN, 2)}`,
      ...row.map((value) => formatNumber(value)),
    ]),
  );
  return { columns: ["Net", ...positions.map((position) => `α = ${formatNumber(position, 2)}`)], rows };
}
