import { htmlElement } from "../browser/elements.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { choice, integer } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { formatShape } from "../core/shape.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount, formatPercent } from "../charts/frame/number-format.ts";
import { drawSegment } from "../charts/nets/architecture-rows.ts";
import { drawBlock } from "../charts/nets/block-drawing.ts";
import type { Architecture } from "../models/graph.ts";
import { architectureKind } from "../models/kinds.ts";
import { summarizeStages } from "../models/summary.ts";
import { drawDeep, type Zoom } from "./deep-drawing.ts";
import { listDeepStops, type DeepStop } from "./deep-units.ts";
import { radioGroup } from "./radio-group.ts";
import { createStage } from "./stage.ts";
import { stepControls } from "./step-controls.ts";
import { widgetFigure } from "./widget-figure.ts";

const name = "deepPicture";

const table = {
  unit: withDefault(integer({ least: 0 }), 0, "Where one stands at first, counted from 1; 0 is the stem."),
  zoom: withDefault(
    choice("net", "stage", "units"),
    "net",
    "What is seen at first: the whole net, a stage, or the nearest units.",
  ),
  ...captionOption,
};

export const deepPicture = declare(
  {
    name,
    help: "A very deep net as a picture to walk through: every unit is drawn, a press, the slider or the arrow keys lead from one to the next, and layers, parameters, multiply-adds and the terms of the sum so far are counted along the way. It can be looked at whole, by the stage, or closely.",
    parameters: [parameter("net", architectureKind, "Any net whose blocks are labelled."), options(table)],
    returns: ["HTMLElement", "a figure to walk through, with a table of its stages"],
    refuses: "no block of the net is labelled, or it has fewer units than said",
    source: "He et al. 2016, sec. 4 and Table 4",
    example: 'deepPicture(preActivationNet({depth: 1001, block: "bottleneck"}))',
  },
  (net, { unit, zoom, caption }) => {
    const stops = listDeepStops(net);
    const units = stops.filter(({ label }) => label !== null).length;
    if (units === 0) {
      const remedy = "Mark block outputs with labelBlock, or pass a net such as residualNet({depth: 110}).";
      throw refuse(name, `${net.name} has no labelled blocks`, remedy);
    }
    if (unit > units) throw refuse(name, `${net.name} has ${units} units, got unit ${unit}`, `Try unit: ${units}.`);
    return draw(net, stops, { at: unit, zoom }, caption);
  },
);

interface DeepStart {
  readonly at: number;
  readonly zoom: Zoom;
}

function draw(
  net: Architecture,
  stops: readonly DeepStop[],
  start: DeepStart,
  caption: string | undefined,
): HTMLElement {
  let { at, zoom } = start;
  const goTo = (next: number): void => {
    at = Math.min(stops.length - 1, Math.max(0, next));
    show();
  };
  const { family } = net;
  const stage = createStage((width) => ({
    svg: drawDeep({ stops, at, zoom, family }, width, goTo),
    label: describe(net, stops, at)[0] ?? "",
  }));
  const zooms = radioGroup(
    "Look at",
    [
      ["net", "the whole net"],
      ["stage", "a stage"],
      ["units", "units"],
    ],
    (chosen) => {
      zoom = chosen;
      stage.redraw();
    },
  );
  const steps = stepControls(stops.length, goTo);
  const picture = htmlElement("div", { class: "trace-block", role: "img" });
  const status = htmlElement("div", { class: "deep-sums", role: "status" });
  const show = (): void => {
    const stop = stops[at];
    if (stop === undefined) return;
    stage.redraw();
    steps.show(at, stops.length);
    const drawn = drawSegment(net.nodes, stop.segment);
    picture.setAttribute("aria-label", `${stop.name}: ${drawn.rows.map(({ text }) => text).join(", ")}`);
    picture.replaceChildren(drawBlock(drawn, family));
    status.replaceChildren(...describe(net, stops, at).map((sentence) => htmlElement("p", {}, sentence)));
  };
  zooms.show(zoom);
  show();
  return widgetFigure({
    kind: "deep-picture",
    label: `${net.name}, unit by unit`,
    caption: readCaption(caption, {
      claim: `${formatCount(net.depth)} layers, one behind the other.`,
      reading:
        "Press a unit or draw over units, or take the slider or its arrow keys. A unit’s bars are its layers, 3×3 higher than 1×1, under its shortcut; what has been passed is in colour.",
      conditions: "Parameters with their γ, β and biases; multiply-adds for one image.",
    }),
    body: [
      htmlElement("div", "widget-controls", zooms.element),
      stage.element,
      steps.element,
      htmlElement("div", "trace-detail", picture, htmlElement("div", "trace-side", status)),
      stageTable(net),
    ],
  });
}

/** Where one is, and what has come together so far. */
function describe(net: Architecture, stops: readonly DeepStop[], at: number): string[] {
  const stop = stops[at];
  const end = stops.at(-1);
  if (stop === undefined || end === undefined) return [];
  const units = stops.filter(({ label }) => label !== null).length;
  const { label, parameters, multiplyAdds, shape } = stop;
  const [first, last] = stop.layers;
  const layers = first === last ? `layer ${formatCount(last)}` : `layers ${formatCount(first)} to ${formatCount(last)}`;
  const counted = last < first ? "no weights" : layers;
  const where = label === null ? stop.name : `${stop.name} of ${units}, in stage ${label.stage}`;
  const share = (part: number, whole: number): string => formatPercent(whole === 0 ? 0 : part / whole);
  return [
    `${where}: ${counted} of ${formatCount(net.depth)}; ${formatShape(shape)} comes out.`,
    `So far ${formatCount(parameters)} of ${formatCount(end.parameters)} parameters (${share(parameters, end.parameters)}), and ${formatCount(multiplyAdds)} of ${formatCount(end.multiplyAdds)} multiply-adds (${share(multiplyAdds, end.multiplyAdds)}).`,
    describeSum(stop),
  ];
}

/** Eq. 4, as far as it holds here. */
function describeSum({ unit, isSum, changes }: DeepStop): string {
  if (unit === 0) return "Nothing has been added yet.";
  const branches = unit === 1 ? "one branch" : `${formatCount(unit)} branches`;
  if (!isSum)
    return `To what the stem put out, ${branches} have been added; what stands behind each addition acts on the whole sum.`;
  const projected =
    changes === 0 ? "" : ` Where the shape changed (in ${changes} of the units), the shortcut is no identity.`;
  return `x is a sum of ${formatCount(unit + 1)} terms: what the stem put out, and ${branches}.${projected}`;
}

/** There for readers without scripts, too. */
function stageTable(net: Architecture): HTMLElement {
  const rows = summarizeStages(net).map(({ stage, blocks, shape, parameters, multiplyAdds }) => [
    stage,
    blocks === 0 ? "" : formatCount(blocks),
    formatShape(shape),
    formatCount(parameters),
    formatCount(multiplyAdds),
  ]);
  const columns = ["Part", "Units", "Out", "Parameters", "Multiply-adds"];
  const grid = dataTable({ columns, rows }, `The stages of ${net.name}`);
  return htmlElement("details", "chart-data", htmlElement("summary", {}, "Its stages"), grid);
}
