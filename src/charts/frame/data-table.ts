import { htmlElement } from "../../browser/elements.ts";

export interface TableData {
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
  /** A last row that sums up, e.g. totals. */
  readonly foot?: readonly string[];
}

/**
 * A table in a box that scrolls by keyboard too. Numbers stand to the right.
 * @param label tells the box from others on the page
 */
export function dataTable({ columns, rows, foot }: TableData, label: string): HTMLElement {
  const isNumeric = columns.map((_, at) => at > 0 && rows.every((row) => /^$|^[−∞–]|^\d/.test(row[at] ?? "")));
  const className = (at: number) => (isNumeric[at] ? "numeric" : null);
  const line = (cells: readonly string[]) =>
    htmlElement(
      "tr",
      {},
      ...cells.map((cell, at) =>
        at === 0 ? htmlElement("th", { scope: "row" }, cell) : htmlElement("td", { class: className(at) }, cell),
      ),
    );
  const heads = columns.map((column, at) => htmlElement("th", { scope: "col", class: className(at) }, column));
  return htmlElement(
    "div",
    { class: "chart-table", tabindex: 0, role: "region", "aria-label": label },
    htmlElement(
      "table",
      {},
      htmlElement("thead", {}, htmlElement("tr", {}, ...heads)),
      htmlElement("tbody", {}, ...rows.map(line)),
      foot === undefined ? null : htmlElement("tfoot", {}, line(foot)),
    ),
  );
}
