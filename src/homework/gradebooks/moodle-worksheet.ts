import { refuse } from "../../core/errors.ts";
import type { CsvRow } from "./csv-cells.ts";
import { readTable, type CsvTable } from "./csv-table.ts";
import { chooseColumn, type TitledColumn } from "./choose-column.ts";
import type { Gradebook, GradebookStudent } from "./gradebook.ts";
import { findDecimalMark, readPoints } from "./points.ts";
import { studentRow } from "./student-row.ts";

/** The title of the grades' column in Moodle's language packs; any other is named by the teacher. */
const gradeTitles = ["Grade", "Bewertung", "Note", "Calificación", "Valutazione", "Cijfer", "Nota", "Betyg", "Ocena"];

/**
 * Reads the grading worksheet that a teacher downloaded from a Moodle assignment. Its titles are in the language of whoever
 * downloaded it; their order is always the same: the identifier first, the highest grade to the right of the grade.
 * @param wanted the title of the grades' column; null: one of those that Moodle gives it
 * @throws CourseError if it is no such file, or has no such column
 */
export function readMoodleWorksheet(text: string, where: string, wanted: string | null): Gradebook {
  const table = readTable(text, where);
  if (table.delimiter !== ",") {
    const problem = "Moodle reads worksheets with commas between the cells, and this one was saved with others";
    throw refuse(where, problem, "Download it again, and do not save it in a spreadsheet.");
  }
  const column = chooseGrade(table, wanted, where);
  const rows = table.rows.map((row) => studentRow(row, table, where));
  return {
    ...{ where, text, delimiter: table.delimiter, column: column.title },
    students: rows.map((row) => toStudent(row, column.index, where)),
    decimalMark: findDecimalMark(
      rows.flatMap(({ cells }) => cells.slice(column.index, column.index + 2).map((cell) => cell.text)),
      ".",
    ),
    keyWords: "identifier",
    possible: highestGrade(rows, column.index),
    takesExcused: false,
    takesNegative: false,
  };
}

function chooseGrade({ header }: CsvTable, wanted: string | null, where: string): TitledColumn {
  const columns = header.cells.map(({ text: title }, index) => ({ index, title, names: [title.trim()] }));
  if (wanted !== null) return chooseColumn(columns.slice(1), wanted, where);
  const known = columns.filter(({ title }) => gradeTitles.includes(title.trim()));
  if (known.length > 0) return chooseColumn(known, null, where);
  const titles = columns.map(({ title }) => `"${title}"`).join(", ");
  throw refuse(where, "no column is known to be the grade", `Name it by --column; the columns are ${titles}.`);
}

/** The same in every row; null for scales, which have words there. */
function highestGrade(rows: readonly CsvRow[], column: number): number | null {
  const highest = new Set(rows.map(({ cells }) => readPoints(cells[column + 1]?.text ?? "")));
  const [only = null] = highest;
  return highest.size === 1 ? only : null;
}

/** `Participant 127` is known by that or by 127, which stands in the names of downloaded files. */
function toStudent(row: CsvRow, column: number, where: string): GradebookStudent {
  const [identifier, cell] = [row.cells[0]?.text ?? "", row.cells[column]];
  const number = /\d+$/.exec(identifier)?.[0];
  if (number === undefined || cell === undefined) {
    const problem = `the first cell must be Moodle's identifier, such as "Participant 127", got "${identifier}"`;
    throw refuse(`${where}, line ${row.line}`, problem, "Download the grading worksheet again.");
  }
  return { keys: [identifier.trim(), number], label: identifier, line: row.line, cell, assigned: true };
}
