import { declare, parameter } from "../core/declare.ts";
import { qualify, sourceOf } from "./paper-table.ts";
import { findPaperTable, paperTableKind } from "./paper-tables.ts";

/** A row of a paper's table: its numbers under the names of columns, and where each is from under `sources`. */
export interface ReportedRow {
  readonly name: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly [column: string]: unknown;
}

export const paperRows = declare(
  {
    name: "paperRows",
    help: "A table of one of the papers as data, one object for each row: its numbers by the names of columns, and under `sources` where each of them is from. What a paper gives as a word, as in “fail”, is null. `residual-…` are tables of He et al. 2015, `identity-…` of He et al. 2016.",
    parameters: [parameter("id", paperTableKind)],
    returns: ["ReportedRow[]", "{name, sources, …}"],
    example: 'Plot.plot({marginLeft: 90, marks: [Plot.dot(paperRows("residual-2"), {x: "top1", y: "name"})]})',
  },
  (id): ReportedRow[] => {
    const table = findPaperTable(id);
    return table.rows.map(({ name, values }) => {
      const given = table.columns.flatMap((column) => {
        const value = qualify(values[column.key]);
        return value === null ? [] : [{ key: column.key, value: value.value, source: sourceOf(table, column, value) }];
      });
      return {
        name,
        ...Object.fromEntries(given.map(({ key, value }) => [key, value])),
        sources: Object.fromEntries(given.map(({ key, source }) => [key, source])),
      };
    });
  },
);
