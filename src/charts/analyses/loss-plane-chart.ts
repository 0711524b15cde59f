import { declare, options, parameter } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { oneOrMore } from "../../core/kinds.ts";
import { lossPlaneKind } from "../../training/contract/kinds.ts";
import type { LossPlane } from "../../training/contract/analyses.ts";
import { readCaption } from "../frame/caption.ts";
import { aFigure, captionOption } from "../frame/chart-options.ts";
import { chartFigure } from "../frame/figure.ts";
import { drawLossCurves } from "./loss-curves.ts";
import { drawContours, rampBelow, rangeOf } from "./loss-contours.ts";
import { htmlElement } from "../../browser/elements.ts";
import { capitalise, formatNumber } from "../frame/number-format.ts";
import { arrangePanels, panelWidth } from "../frame/panels.ts";

const name = "lossPlaneChart";
const table = { ...captionOption };

export const lossPlaneChart = declare(
  {
    name,
    help: "The loss around the parameters of one or several nets, along filter-normalised random directions: curves over one axis, or contours over two, with one scale of colours for all.",
    parameters: [parameter("planes", oneOrMore(lossPlaneKind), "One for each net."), options(table)],
    returns: aFigure,
    refuses: "lines and planes are mixed",
    source: "Li et al. 1712.09913, sec. 4",
    example: `{
  const {parameters} = exampleRun.runs.find(({arm}) => arm === "residual-8");
  return lossPlaneChart(await finished(lossPlane(residualMlp({depth: 8}), parameters, {data: spiral(), directions: 1, resolution: 11})));
}`,
  },
  (planes, { caption }) => {
    const counts = new Set(planes.map(({ directions }) => directions));
    if (counts.size === 1) return draw(planes, caption);
    throw refuse(
      name,
      "lines and planes of the loss are mixed",
      "Pass lines, or planes, all with the same number of directions.",
    );
  },
);

/** Of one or more nets, all with the same number of directions. */
type LossPlanes = readonly [LossPlane, ...LossPlane[]];

function draw(planes: LossPlanes, caption: string | undefined): HTMLElement {
  const [first] = planes;
  const result = capitalise(planes.map(describePlane).join("; "));
  const isLine = first.directions === 1;
  return chartFigure({
    kind: "loss-landscape",
    label: `Loss along ${isLine ? "a random direction" : "two random directions"} around the parameters. ${result}.`,
    caption: readCaption(caption, {
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
