import { CourseError, refuse } from "../../core/errors.ts";
import { readTable } from "../gradebooks/csv-table.ts";
import type { ReadAssignment } from "./assignment-file.ts";
import { readDue, readTimezone } from "./due-date.ts";

/**
 * The ids of a roster, a CSV file with a column `student`.
 * @throws CourseError if it has none, or a student twice
 */
export function readRoster(text: string, where: string): ReadonlySet<string> {
  const { header, rows } = readTable(text, where);
  const column = header.cells.findIndex((cell) => cell.text.trim().toLowerCase() === "student");
  if (column < 0) throw refuse(where, 'there is no column "student"', "Name it in the first line.");
  const students = new Set<string>();
  for (const { cells, line } of rows) {
    const student = cells[column]?.text.trim() ?? "";
    if (student === "") continue;
    if (students.has(student))
      throw refuse(`${where}, line ${line}`, `${student} is there twice`, "Keep one of the two.");
    students.add(student);
  }
  return students;
}

/** Instants in the place of what the teacher wrote. */
export interface Dates {
  readonly due: string;
  readonly extensions: Readonly<Record<string, { due: string } | { excused: true }>>;
}

/**
 * Reads all dates, and says what is wrong with dates, late steps, extensions and groups.
 * @param roster null: nobody knows who takes part
 */
export function checkStudents(
  { assignment, placeOf }: ReadAssignment,
  roster: ReadonlySet<string> | null,
): { readonly dates: Dates; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const attempt = (read: () => string): string => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      problems.push(error.message);
      return "";
    }
  };
  const zone = attempt(() => readTimezone(assignment.timezone, placeOf(["timezone"])));
  const dueAt = (text: string, path: readonly string[]): string =>
    attempt(() => readDue(text, zone === "" ? "UTC" : zone, placeOf(path)));
  const due = dueAt(assignment.due, ["due"]);
  const extensions = Object.entries(assignment.extensions).map(([student, given]) => {
    const path = ["extensions", student];
    refuseStranger(student, placeOf(path));
    return [student, given === "excused" ? { excused: true as const } : { due: dueAt(given.due, path) }] as const;
  });
  const members = assignment.groups.flatMap(({ students }, at) => students.map((student) => ({ student, at })));
  for (const [index, { student, at }] of members.entries()) {
    const where = placeOf(["groups", at]);
    refuseStranger(student, where);
    if (members.findIndex((member) => member.student === student) === index) continue;
    problems.push(refuse(where, `${student} is in two groups, or twice in one`, "Keep one of the two.").message);
  }
  const hours = assignment.late.map((step) => step.hours ?? Infinity);
  const unordered = hours.findIndex((each, at) => at > 0 && each <= (hours[at - 1] ?? 0));
  if (unordered > 0) {
    const remedy = "Write them from the shortest to the longest; hours: null, which is however late, comes last.";
    problems.push(refuse(placeOf(["late", unordered]), "the late steps are not in order", remedy).message);
  }
  return { dates: { due, extensions: Object.fromEntries(extensions) }, problems };

  function refuseStranger(student: string, where: string): void {
    if (roster === null || roster.has(student)) return;
    problems.push(
      refuse(where, `${student} is not on the roster`, `Correct the id, or add it to ${assignment.roster ?? "it"}.`)
        .message,
    );
  }
}
