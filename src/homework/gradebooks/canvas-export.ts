import { refuse } from "../../core/errors.ts";
import type { CsvRow } from "./csv-cells.ts";
import { readTable, type CsvTable } from "./csv-table.ts";
import { chooseColumn, type TitledColumn } from "./choose-column.ts";
import type { Gradebook, GradebookStudent } from "./gradebook.ts";
import { findDecimalMark, readPoints } from "./points.ts";
import { studentRow } from "./student-row.ts";

/** Columns that name a student, in the order in which Canvas looks at them. */
const keyTitles = ["ID", "SIS User ID", "SIS Login ID", "Integration ID"];

/**
 * Reads a gradebook that a teacher exported from Canvas, of any of the shapes that `lib/gradebook_exporter.rb` writes; rows
 * that are no students are told as `lib/gradebook_importer.rb` tells them.
 * @param wanted the column: its title, or the number that Canvas puts behind it; null where there is one only
 * @throws CourseError if it is no such file, or has no such column
 */
export function readCanvasExport(text: string, where: string, wanted: string | null): Gradebook {
  const table = readTable(text, where);
  const section = findSection(table, where);
  const column = chooseColumn(assignmentsAfter(section, table), wanted, where);
  const possibleRow = table.rows.find(isPossibleRow);
  const possible = possibleRow?.cells[column.index]?.text ?? "";
  if (/read\s+only/.test(possible)) {
    throw refuse(where, `Canvas takes no grades for "${column.title}": it is read only`, "Choose another column.");
  }
  const keyColumns = keyColumnsBefore(section, table);
  const students = table.rows
    .filter((row) => !isPossibleRow(row) && !isPostingRow(row))
    .map((row) => toStudent(studentRow(row, table, where), keyColumns, column.index));
  return {
    ...{ where, text, delimiter: table.delimiter, column: column.title, students },
    decimalMark: findDecimalMark(cellsAfter(section, table), table.delimiter === ";" ? "," : "."),
    keyWords: keyColumns.map(({ title }) => title).join(" or "),
    possible: readPoints(possible),
    takesExcused: true,
    takesNegative: true,
  };
}

/** The last column about the student; custom columns and assignments follow. */
function findSection({ header }: CsvTable, where: string): number {
  const titles = header.cells.map(({ text }) => text);
  const named = titles[0]?.includes("LastName") && titles[1]?.includes("FirstName") ? 2 : 1;
  const section = titles.findIndex((title, index) => index > named && title.includes("Section"));
  const isNamed = named === 2 || titles[0]?.includes("Student");
  if (isNamed && titles[named]?.includes("ID") && section > 0) return section;
  const problem = "a Canvas export begins with Student (or LastName, FirstName), ID, … Section, and this file does not";
  throw refuse(where, problem, "In Canvas: Grades, Export, Export Entire Gradebook.");
}

/** Canvas writes a title with the assignment's number behind it, in brackets; custom columns and totals have none. */
function assignmentsAfter(section: number, { header }: CsvTable): readonly TitledColumn[] {
  return header.cells.flatMap(({ text: title }, index) => {
    const [, short, number] = /^(.*)\s\((\d+)\)$/s.exec(title) ?? [];
    return index > section && number !== undefined ? [{ index, title, names: [short ?? "", number] }] : [];
  });
}

function keyColumnsBefore(section: number, { header }: CsvTable): readonly { title: string; index: number }[] {
  return keyTitles.flatMap((title) => {
    const index = header.cells.findIndex(({ text }) => text.replace(/\s+/g, " ").trim() === title);
    return index >= 0 && index < section ? [{ title, index }] : [];
  });
}

function* cellsAfter(section: number, { rows }: CsvTable): Generator<string> {
  for (const { cells } of rows) for (const { text } of cells.slice(section + 1)) yield text;
}

function isPossibleRow({ cells }: CsvRow): boolean {
  return cells[0]?.text.includes("Points Possible") === true;
}

function isPostingRow({ cells }: CsvRow): boolean {
  return cells.every(({ text }) => /^\s*(?:Muted|Manual Posting.*)?\s*$/i.test(text));
}

function toStudent(
  row: CsvRow,
  keyColumns: readonly { readonly title: string; readonly index: number }[],
  column: number,
): GradebookStudent {
  const cell = row.cells[column];
  if (cell === undefined) throw new Error("A row shorter than the header was let through.");
  return {
    keys: keyColumns.map(({ index }) => row.cells[index]?.text.trim() ?? "").filter((key) => key !== ""),
    label: row.cells[0]?.text ?? "",
    line: row.line,
    cell,
    assigned: cell.text.trim() !== "N/A",
  };
}
