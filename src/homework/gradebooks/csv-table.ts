import { CourseError, refuse } from "../../core/errors.ts";
import { readRows, type CsvRow } from "./csv-cells.ts";

export interface CsvTable {
  readonly delimiter: string;
  readonly header: CsvRow;
  /** Below the header, without blank ones. */
  readonly rows: readonly CsvRow[];
}

const delimiters = [",", ";", "\t"];

/**
 * Reads CSV with whichever delimiter makes a table of it.
 * @param where what to call the file in an error
 * @throws CourseError if it has no rows, or its quotes do not fit together
 */
export function readTable(text: string, where: string): CsvTable {
  const refusals: CourseError[] = [];
  const tables = delimiters.flatMap((delimiter) => {
    try {
      return [tableOf(readRows(text, delimiter, where), delimiter)];
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      refusals.push(error);
      return [];
    }
  });
  const best = tables.filter((table) => table !== null).sort((one, other) => fit(other) - fit(one))[0];
  if (best !== undefined) return best;
  throw refusals[0] ?? refuse(where, "there is no row in it", "Download it again.");
}

function tableOf(all: readonly CsvRow[], delimiter: string): CsvTable | null {
  const [header, ...rows] = all.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ""));
  return header === undefined ? null : { delimiter, header, rows };
}

/** Cells in rows that are as long as the header: of a wrong delimiter there are few, or rows of all lengths. */
function fit({ header, rows }: CsvTable): number {
  const columns = header.cells.length;
  return columns * (1 + rows.filter(({ cells }) => cells.length === columns).length);
}
