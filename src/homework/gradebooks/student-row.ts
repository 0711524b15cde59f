import { refuse } from "../../core/errors.ts";
import type { CsvRow } from "./csv-cells.ts";
import type { CsvTable } from "./csv-table.ts";

/**
 * A student's row, if it has as many cells as the header: in one of another length, a grade would stand under another title.
 * @throws CourseError if not
 */
export function studentRow(row: CsvRow, { header }: CsvTable, where: string): CsvRow {
  const [cells, columns] = [row.cells.length, header.cells.length];
  if (cells === columns) return row;
  const problem = `the row has ${cells} cells, and the header has ${columns}`;
  throw refuse(`${where}, line ${row.line}`, problem, "Download the file again.");
}
