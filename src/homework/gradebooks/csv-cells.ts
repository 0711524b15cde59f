import { refuse } from "../../core/errors.ts";

/** A cell and where it stands in the file's text: from `start` up to, not including, `end`, its quotes included. */
export interface CsvCell {
  /** Without quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

export interface CsvRow {
  /** Counted from 1; a row with line ends in quotes takes several. */
  readonly line: number;
  readonly cells: readonly CsvCell[];
}

/**
 * Takes CSV apart without losing where anything stood.
 * @param where what to call the file in an error
 * @throws CourseError if a quote is not closed, or something follows a closed one
 */
export function readRows(text: string, delimiter: string, where: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const start = at;
    const cells = [readCell(text, at, delimiter, `${where}, line ${line}`)];
    while (text[(at = endOf(cells))] === delimiter) {
      cells.push(readCell(text, at + 1, delimiter, `${where}, line ${line}`));
    }
    rows.push({ line, cells });
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line += countLineEnds(text.slice(start, at));
  }
  return rows;
}

function endOf(cells: readonly CsvCell[]): number {
  return cells.at(-1)?.end ?? 0;
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function readCell(text: string, start: number, delimiter: string, where: string): CsvCell {
  if (text[start] === '"') return readQuoted(text, start, delimiter, where);
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
  return { text: text.slice(start, end), start, end, quoted: false };
}

function readQuoted(text: string, start: number, delimiter: string, where: string): CsvCell {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) throw refuse(where, "a quote is opened and not closed", "Close it, or download the file again.");
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  end++;
  if (end < text.length && ![delimiter, "\n", "\r"].includes(text[end] ?? "")) {
    throw refuse(where, `"${text[end]}" follows a closing quote`, "Write a quote within a quoted cell twice.");
  }
  return { text: text.slice(start + 1, end - 1).replaceAll('""', '"'), start, end, quoted: true };
}
