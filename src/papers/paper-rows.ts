import { declare, parameter } from "../core/declare.ts";
import { isCounted, qualify, sourceOf } from "./paper-table.ts";
import { findPaperTable, paperTableKind } from "./paper-tables.ts";

/** A row of a paper's table: its numbers under the names of columns, and where each is from under `sources`. */
export interface ReportedRow {
  readonly name: string;
  readonly sources: Readonly<Record<string, string>>;
  /** Columns whose number of this row was not counted here. */
  readonly reported: readonly string[];
  readonly [column: string]: unknown;
}

export const paperRows = declare(
  {
    name: "paperRows",
    help: "A table of one of the papers as data, one object for each row: its numbers by the names of columns, and under `sources` where each of them is from; `reported` has the names of those that somebody reported, all others were counted here. What a paper gives as a word, as in “fail”, is null. `residual-…` are tables of He et al. 2015, `identity-…` of He et al. 2016, `torchvision` the accuracies of its weights. `imagenet-results` has Tables 3, 4 and 5, the authors' one-crop results and torchvision's in one list, whose rows say `crops`, `models`, `set` and `from`.",
    parameters: [parameter("id", paperTableKind)],
    returns: ["ReportedRow[]", "{name, sources, reported, …}"],
    example: 'Plot.plot({marginLeft: 90, marks: [Plot.dot(paperRows("residual-2"), {x: "top1", y: "name"})]})',
  },
  (id): ReportedRow[] => {
    const table = findPaperTable(id);
    return table.rows.map(({ name, values, facets }) => {
      const given = table.columns.flatMap((column) => {
        const value = qualify(values[column.key]);
        return value === null ? [] : [{ key: column.key, value: value.value, source: sourceOf(table, column, value) }];
      });
      return {
        name,
        ...facets,
        ...Object.fromEntries(given.map(({ key, value }) => [key, value])),
        sources: Object.fromEntries(given.map(({ key, source }) => [key, source])),
        reported: given.flatMap(({ key, source }) => (isCounted(source) ? [] : [key])),
      };
    });
  },
);
