import type { CsvCell } from "./csv-cells.ts";

export interface CellChange {
  readonly cell: CsvCell;
  /** What is to stand there, without quotes. */
  readonly text: string;
}

/** The file's text with other contents in some cells, and everything between them as it was. */
export function replaceCells(text: string, changes: readonly CellChange[], delimiter: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { cell, text: next } of changes.toSorted((one, other) => one.cell.start - other.cell.start)) {
    parts.push(text.slice(done, cell.start), encodeCell(next, cell.quoted, delimiter));
    done = cell.end;
  }
  return parts.join("") + text.slice(done);
}

/** In quotes where the cell was in quotes, or has to be. */
function encodeCell(text: string, quoted: boolean, delimiter: string): string {
  const mustQuote = text.includes(delimiter) || /["\r\n]/.test(text);
  return quoted || mustQuote ? `"${text.replaceAll('"', '""')}"` : text;
}
