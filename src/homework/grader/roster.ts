import { readTable } from "../gradebooks/csv-table.ts";
import { refuse } from "../../core/errors.ts";

/** A student of the course, as the teacher's list names one. */
export interface RosterRow {
  /** By which the LMS's file knows the student. */
  readonly student: string;
  readonly name: string;
  /** All that a download may call the student: every cell of the row. */
  readonly keys: readonly string[];
}

/**
 * Reads a class: a CSV file with the column `student`, in which everybody has an id of their own; `name` and any other
 * columns, such as an e-mail address or Moodle's participant, are names by which downloads are matched.
 * @throws CourseError if there is no such column, or a student stands in it twice
 */
export function readRoster(text: string, where: string): readonly RosterRow[] {
  const { header, rows } = readTable(text, where);
  const titles = header.cells.map(({ text: title }) => title.trim().toLowerCase());
  const [idAt, nameAt] = [titles.indexOf("student"), titles.indexOf("name")];
  if (idAt < 0) {
    const problem = `there is no column "student", only ${titles.map((title) => `"${title}"`).join(", ")}`;
    throw refuse(where, problem, "Name the column student in which everybody's id stands.");
  }
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    const texts = cells.map((cell) => cell.text.trim());
    const student = texts[idAt] ?? "";
    if (student === "") throw refuse(`${where}, line ${line}`, "no student is named", "Write the id, or take it out.");
    if (seen.has(student)) throw refuse(`${where}, line ${line}`, `"${student}" stands there twice`, "Keep one line.");
    seen.add(student);
    return { student, name: texts[nameAt] ?? "", keys: texts.filter((key) => key !== "") };
  });
}
