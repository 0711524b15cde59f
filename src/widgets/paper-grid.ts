import { htmlElement } from "../browser/elements.ts";
import { qualify, type PaperColumn, type PaperRow, type PaperTable } from "../papers/paper-table.ts";
import { formatIn, type Order } from "./paper-order.ts";
import type { SourceList } from "./paper-sources.ts";

/** A table of more rows scrolls in itself. */
const most = 20;

/** The table itself: heads are buttons. */
export interface PaperGrid {
  readonly element: HTMLElement;
  readonly show: (rows: readonly PaperRow[], order: Order) => void;
}

/** @param pressed called with the column whose head was pressed; null for that of the names */
export function paperGrid(
  table: PaperTable,
  sources: SourceList,
  pressed: (column: PaperColumn | null) => void,
): PaperGrid {
  const heads = [null, ...table.columns].map((column) => ({ column, ...head(table, column, sources, pressed) }));
  const lines = new Map(table.rows.map((row) => [row, line(table, row, sources)]));
  const body = htmlElement("tbody");
  const element = htmlElement(
    "div",
    {
      class: `chart-table paper-grid${table.rows.length > most ? " long" : ""}`,
      tabindex: 0,
      role: "region",
      "aria-label": `Table: ${table.title}`,
    },
    htmlElement(
      "table",
      {},
      htmlElement("thead", {}, htmlElement("tr", {}, ...heads.map(({ cell }) => cell), ...facetHeads(table))),
      body,
    ),
  );
  const show = (rows: readonly PaperRow[], { column, direction }: Order): void => {
    for (const each of heads) {
      const isSorted = each.column === column && direction !== "none";
      each.cell.setAttribute("aria-sort", isSorted ? direction : "none");
      each.arrow.textContent = isSorted ? (direction === "ascending" ? "▲" : "▼") : "";
      each.cell.classList.toggle("plotted", each.column === column);
    }
    body.replaceChildren(...rows.flatMap((row) => lines.get(row) ?? []));
  };
  return { element, show };
}

/** What rows are chosen by is no number to sort by. */
function facetHeads({ facets = [] }: PaperTable): HTMLElement[] {
  return facets.map(({ title }) => htmlElement("th", { scope: "col" }, title));
}

function head(
  table: PaperTable,
  column: PaperColumn | null,
  sources: SourceList,
  pressed: (column: PaperColumn | null) => void,
) {
  const arrow = htmlElement("span", { class: "sort-arrow", "aria-hidden": "true" });
  const words = column === null ? table.lists : `${column.title}${column.unit === "%" ? ", %" : ""}`;
  const button = htmlElement(
    "button",
    { type: "button", class: "sort-button" },
    words,
    column === null ? null : htmlElement("sup", {}, sources.markOf(column)),
    arrow,
  );
  button.addEventListener("click", () => pressed(column));
  const cell = htmlElement("th", { scope: "col", class: column === null ? null : "numeric" }, button);
  return { cell, arrow };
}

function line(table: PaperTable, row: PaperRow, sources: SourceList): HTMLElement {
  const cells = table.columns.map((column) => {
    const value = qualify(row.values[column.key]);
    const words = value === null ? "" : (value.text ?? formatIn(column, value.value ?? NaN));
    const note = sources.noteOf(row, column);
    return htmlElement("td", { class: "numeric" }, words, note === "" ? null : htmlElement("sup", {}, note));
  });
  const facets = (table.facets ?? []).map(({ key }) => htmlElement("td", {}, row.facets?.[key] ?? ""));
  return htmlElement("tr", {}, htmlElement("th", { scope: "row" }, row.name), ...cells, ...facets);
}
