import { htmlElement } from "../browser/elements.ts";
import {
  isCounted,
  qualify,
  sourceOf,
  type PaperColumn,
  type PaperRow,
  type PaperTable,
} from "../papers/paper-table.ts";

/** Where a table's numbers are from, and what has to be said of some of them: a list, and the marks that lead to it. */
export interface SourceList {
  readonly element: HTMLElement;
  /** A letter: the source of most of the column's numbers. */
  readonly markOf: (column: PaperColumn) => string;
  /** Of one number: the letter of another source than its column's, and the figure of its remark. "" for most. */
  readonly noteOf: (row: PaperRow, column: PaperColumn) => string;
}

export function listSources(table: PaperTable): SourceList {
  const { columns, rows } = table;
  const columnSource = (column: PaperColumn): string => column.source ?? table.source;
  const sources = [...new Set(columns.map(columnSource))];
  const notes: string[] = [];
  for (const row of rows) {
    for (const column of columns) {
      const value = qualify(row.values[column.key]);
      if (value === null) continue;
      const source = sourceOf(table, column, value);
      if (!sources.includes(source)) sources.push(source);
      if (value.note !== undefined && !notes.includes(value.note)) notes.push(value.note);
    }
  }
  const letter = (source: string): string => String.fromCharCode(97 + sources.indexOf(source));
  const markOf = (column: PaperColumn): string => letter(columnSource(column));
  const noteOf = (row: PaperRow, column: PaperColumn): string => {
    const value = qualify(row.values[column.key]);
    if (value === null) return "";
    const source = sourceOf(table, column, value);
    const own = source === columnSource(column) ? "" : letter(source);
    return `${own}${value.note === undefined ? "" : notes.indexOf(value.note) + 1}`;
  };
  const item = (mark: string, words: string, badge = "") => {
    const said = badge === "" ? " " : htmlElement("span", "paper-badge", ` ${badge}: `);
    return htmlElement("li", {}, htmlElement("sup", {}, mark), said, `${words}${words.endsWith(".") ? "" : "."}`);
  };
  const element = htmlElement(
    "ul",
    { class: "paper-sources" },
    ...sources.map((source) => item(letter(source), source, isCounted(source) ? "" : "reported")),
    ...notes.map((note, at) => item(String(at + 1), note)),
  );
  return { element, markOf, noteOf };
}
