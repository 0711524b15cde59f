import { formatCount } from "../charts/frame/number-format.ts";
import { qualify, type PaperColumn, type PaperRow, type PaperTable } from "../papers/paper-table.ts";

/** How a table's rows stand, and the column that is plotted. "none" is the paper's own order. */
export interface Order {
  readonly column: PaperColumn;
  readonly direction: "none" | "ascending" | "descending";
}

/**
 * A head is pressed: upwards, then downwards, then as in the paper.
 * @param column null for the head of the rows' names
 * @param first what is plotted unless a column was chosen
 */
export function nextOrder(order: Order, column: PaperColumn | null, first: PaperColumn): Order {
  if (column === null) return { column: order.column, direction: "none" };
  if (order.column !== column || order.direction === "none") return { column, direction: "ascending" };
  return order.direction === "ascending" ? { column, direction: "descending" } : { column: first, direction: "none" };
}

/** Rows without a number come last either way. */
export function sortRows({ rows }: PaperTable, { column, direction }: Order): readonly PaperRow[] {
  if (direction === "none") return rows;
  const sign = direction === "ascending" ? 1 : -1;
  const numberOf = (row: PaperRow): number => sign * (numberIn(row, column) ?? sign * Infinity);
  const key = (row: PaperRow): number => (numberIn(row, column) === null ? Infinity : numberOf(row));
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}

export function numberIn(row: PaperRow, { key }: PaperColumn): number | null {
  return qualify(row.values[key])?.value ?? null;
}

/** A number as the table shows it, without its unit. */
export function formatIn({ decimals }: PaperColumn, value: number): string {
  return decimals === 0 ? formatCount(value) : value.toFixed(decimals);
}

/** `27.94 %`, `34 layers`. */
export function withUnit(column: PaperColumn, value: number): string {
  return `${formatIn(column, value)} ${column.unit}`;
}

/** Rows that are read out; the table has all. */
const mostSaid = 12;

/** What the plot shows, in words. */
export function describeOrder(table: PaperTable, order: Order): string {
  const { column, direction } = order;
  const rows = sortRows(table, order);
  const parts = rows.slice(0, mostSaid).map((row) => {
    const value = qualify(row.values[column.key]);
    if (value === null) return `${row.name} –`;
    return `${row.name} ${value.value === null ? (value.text ?? "–") : formatIn(column, value.value)}`;
  });
  const how = { none: "in the paper's order", ascending: "lowest first", descending: "highest first" }[direction];
  const others = rows.length > mostSaid ? ` · and ${rows.length - mostSaid} more` : "";
  return `${column.title} (${column.unit}), ${how}: ${parts.join(" · ")}${others}`;
}
