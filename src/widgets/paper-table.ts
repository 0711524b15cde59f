import { htmlElement } from "../browser/elements.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { nearestName } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import { text } from "../core/kinds.ts";
import { optional } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import type { PaperColumn, PaperTable } from "../papers/paper-table.ts";
import { findPaperTable, paperTableKind } from "../papers/paper-tables.ts";
import { describeOrder, nextOrder, sortRows, type Order } from "./paper-order.ts";
import { drawPaperPlot } from "./paper-plot.ts";
import { listSources } from "./paper-sources.ts";
import { paperGrid } from "./paper-grid.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";

const name = "paperTable";

export const paperTable = declare(
  {
    name,
    help: "A table of one of the papers, every number with its source. The head of a column sorts the rows by it, upwards, downwards and back to the paper's order, and the plot above follows. `residual-…` are tables of He et al. 2015, `identity-…` of He et al. 2016; `paperRows` has the same as data.",
    parameters: [
      parameter("id", paperTableKind),
      options({
        shows: optional(
          text,
          "The column that is plotted at first, by its name in `paperRows`.",
          "the first in per cent",
        ),
        ...captionOption,
      }),
    ],
    returns: ["HTMLElement", "a figure with a plot, the table, its sources and a caption"],
    refuses: "the table has no such column",
    source: "He et al. 2015 (1512.03385); He et al. 2016 (1603.05027)",
    example: 'paperTable("residual-2")',
  },
  (id, { shows, caption }) => {
    const table = findPaperTable(id);
    return draw(table, firstColumn(table, shows), caption);
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

function draw(table: PaperTable, first: PaperColumn, caption: string | undefined): HTMLElement {
  let order: Order = { column: first, direction: "none" };
  const sources = listSources(table);
  const status = htmlElement("p", { class: "visually-hidden", role: "status" });
  const stage = createStage((width) => {
    const rows = sortRows(table, order);
    return { svg: drawPaperPlot(rows, order.column, width), label: describeOrder(table, order) };
  });
  const grid = paperGrid(table, sources, (column) => {
    order = nextOrder(order, column, first);
    grid.show(sortRows(table, order), order);
    stage.redraw();
    status.textContent = describeOrder(table, order);
  });
  grid.show(table.rows, order);
  status.textContent = describeOrder(table, order);
  return widgetFigure({
    kind: "paper-table",
    label: `${table.title}: ${table.source}`,
    caption: readCaption(caption, {
      claim: `${table.title}, as reported.`,
      reading: "The head of a column sorts the rows by it, and the plot follows.",
      conditions: table.conditions,
    }),
    body: [stage.element, status, grid.element, sources.element],
  });
}
