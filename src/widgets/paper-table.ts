import { htmlElement, svgElement } from "../browser/elements.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { nearestName } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import { boolean, record, text } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import type { PaperColumn, PaperTable } from "../papers/paper-table.ts";
import { findPaperTable, paperTableKind } from "../papers/paper-tables.ts";
import { describeOrder, nextOrder, sortRows, type Order } from "./paper-order.ts";
import { drawPaperPlot } from "./paper-plot.ts";
import { listSources } from "./paper-sources.ts";
import { paperGrid } from "./paper-grid.ts";
import { filterTable, paperFilters, valuesOf, type Chosen } from "./paper-filters.ts";
import { drawPaperScatter } from "./paper-scatter.ts";
import { radioGroup } from "./radio-group.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";

const name = "paperTable";

export const paperTable = declare(
  {
    name,
    help: "A table of one of the papers, every number with its source. The head of a column sorts the rows by it, upwards, downwards and back to the paper's order, and the plot above follows. `residual-…` are tables of He et al. 2015, `identity-…` of He et al. 2016, `torchvision` the accuracies of its weights, V1 and V2; `imagenet-results` has Tables 3, 4 and 5, the authors' one-crop results and torchvision's in one list, to be chosen by crops, models and set. Where costs are known, numbers can be plotted against them. `paperRows` has the same as data.",
    parameters: [
      parameter("id", paperTableKind),
      options({
        shows: optional(
          text,
          "The column that is plotted at first, by its name in `paperRows`.",
          "the first in per cent",
        ),
        only: withDefault(
          record(text),
          {},
          'Which rows are shown at first, where a table can be chosen by: {set: "test"}, {crops: "1", from: "Table 3"}.',
        ),
        against: withDefault(boolean, false, "The plot is at first against multiply-adds, where a table has them."),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "a figure with a plot, the table, its sources and a caption"],
    refuses: "the table has no such column, no such rows, or no costs to plot against",
    source: "He et al. 2015 (1512.03385); He et al. 2016 (1603.05027)",
    example: 'paperTable("residual-2")',
  },
  (id, { shows, against, only, caption }) => {
    const table = findPaperTable(id);
    if (against && table.cost === undefined) {
      throw refuse(name, `${id} does not say what its nets cost`, "Leave against out, or take residual-3.");
    }
    return draw(table, firstColumn(table, shows), { only: readFacets(table, only), against, caption });
  },
);

function firstColumn(table: PaperTable, wanted: string | undefined): PaperColumn {
  const { columns } = table;
  const [first] = columns as [PaperColumn, ...PaperColumn[]];
  if (wanted === undefined) return columns.find(({ unit }) => unit === "%") ?? first;
  const found = columns.find(({ key }) => key === wanted);
  if (found !== undefined) return found;
  const keys = columns.map(({ key }) => key);
  const hint = nearestName(wanted, keys);
  const remedy = `${hint === null ? "" : `Did you mean "${hint}"? `}Its columns are ${keys.join(", ")}.`;
  throw refuse(name, `${table.id} has no column "${wanted}"`, remedy);
}

interface PaperStart {
  /** What is chosen at first. */
  readonly only: Chosen;
  readonly against: boolean;
  readonly caption: string | undefined;
}

/** @throws CourseError unless the table can be chosen by that */
function readFacets(table: PaperTable, only: Chosen): Chosen {
  for (const [key, value] of Object.entries(only)) {
    const { facets = [] } = table;
    const facet = facets.find((each) => each.key === key);
    const known = facet === undefined ? facets.map((each) => each.key) : valuesOf(table, facet);
    if (facet !== undefined && known.includes(value)) continue;
    const [wanted, what] = facet === undefined ? [key, "facet"] : [value, key];
    const remedy = known.length === 0 ? "Leave only out." : `There are ${known.join(", ")}.`;
    throw refuse(name, `${table.id} has no ${what} "${wanted}"`, remedy);
  }
  return only;
}

function draw(table: PaperTable, first: PaperColumn, start: PaperStart): HTMLElement {
  let order: Order = { column: first, direction: "none" };
  let shown = filterTable(table, start.only);
  const cost = table.columns.find(({ key }) => key === table.cost);
  let against = cost === undefined ? false : start.against;
  const sources = listSources(table);
  const status = htmlElement("p", { class: "visually-hidden", role: "status" });
  const none = htmlElement("p", "chart-readout", "No result in this list was come by in this way.");
  const stage = createStage((width) => {
    const label = describeOrder(shown, order);
    none.hidden = shown.rows.length > 0;
    if (shown.rows.length === 0) return { svg: blankPlot(width), label: "Nothing is plotted." };
    if (cost !== undefined && against) {
      return {
        svg: drawPaperScatter(shown, plotted(order, cost, first), cost, width),
        label: `Against cost. ${label}`,
      };
    }
    return { svg: drawPaperPlot(sortRows(shown, order), order.column, width), label };
  });
  const show = (): void => {
    grid.show(sortRows(shown, order), order);
    stage.redraw();
    status.textContent = shown.rows.length === 0 ? none.textContent : describeOrder(shown, order);
  };
  const grid = paperGrid(table, sources, (column) => {
    order = nextOrder(order, column, first);
    show();
  });
  const filters = paperFilters(table, start.only, (chosen) => {
    shown = filterTable(table, chosen);
    show();
  });
  const ways = plotChoice(cost, against, (chosen) => {
    against = chosen;
    show();
  });
  show();
  return widgetFigure({
    kind: "paper-table",
    label: `${table.title}: ${table.source}`,
    caption: readCaption(start.caption, {
      claim: `${table.title}, as reported.`,
      reading: "The head of a column sorts the rows by it, and the plot follows.",
      conditions: table.conditions,
    }),
    body: [filters, ways, none, stage.element, status, grid.element, sources.element],
  });
}

function blankPlot(width: number): SVGSVGElement {
  return svgElement("svg", { width, height: 1, viewBox: `0 0 ${width} 1`, class: "chart-svg" });
}

/** A cost against itself is a line: the first column stands in for it. */
function plotted({ column }: Order, cost: PaperColumn, first: PaperColumn): PaperColumn {
  return column === cost ? first : column;
}

/** Null where there is no cost to plot against. */
function plotChoice(
  cost: PaperColumn | undefined,
  against: boolean,
  changed: (against: boolean) => void,
): HTMLElement | null {
  if (cost === undefined) return null;
  const group = radioGroup(
    "Plot",
    [
      ["rows", "row by row"],
      ["cost", "against multiply-adds"],
    ],
    (chosen) => changed(chosen === "cost"),
  );
  group.show(against ? "cost" : "rows");
  return htmlElement("div", "widget-controls", group.element);
}
