import { checkExercises, refuseAll } from "../../src/homework/assignment/check-exercises.ts";
import { checkStudents, readRoster } from "../../src/homework/assignment/check-students.ts";
import { readAssignmentFile } from "../../src/homework/assignment/assignment-file.ts";
import type { Parts } from "../../src/homework/assignment/build-assignment.ts";
import { refuse } from "../../src/core/errors.ts";
import { findPublicStrings } from "./find-public-strings.ts";
import { PrivateFolder } from "./private-folder.ts";
import { readCourse } from "./read-course.ts";
import { trySolutions } from "./try-solutions.ts";

export interface CheckedAssignment extends Parts {
  readonly folder: PrivateFolder;
  /** What was not tried, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads an assignment and all that belongs to it, and runs solutions and starters.
 * @throws CourseError with everything that keeps it from being graded
 */
export async function checkAssignment(file: string): Promise<CheckedAssignment> {
  const folder = new PrivateFolder(file);
  const read = readAssignmentFile(folder.readAssignment(), file);
  const roster = readStudents(folder, read.assignment.roster, read.placeOf(["roster"]));
  const { chosen, problems } = checkExercises(read, readCourse(), (path) => folder.read(path));
  const { dates, problems: others } = checkStudents(read, roster);
  const parts = { assignment: read.assignment, dates, chosen };
  refuseAll([...problems, ...others, ...findPublicStrings(parts, folder)]);
  const tried = await trySolutions(parts, folder);
  refuseAll(tried.problems);
  return { ...parts, folder, notes: tried.notes };
}

function readStudents(folder: PrivateFolder, path: string | undefined, where: string): ReadonlySet<string> | null {
  if (path === undefined) return null;
  const text = folder.read(path);
  if (text === null) throw refuse(where, `there is no file ${path}`, "Name a CSV file of the assignment's folder.");
  return readRoster(text, path);
}

/** What a teacher reads where all is well. */
export function describeAssignment({ assignment, dates, chosen, notes }: CheckedAssignment): string {
  const points = chosen.map(({ item, exercise }) => ({ points: item.points ?? exercise.points, bonus: item.bonus }));
  const sum = (bonus: boolean): number =>
    points.filter((each) => each.bonus === bonus).reduce((total, each) => total + each.points, 0);
  const bonus = sum(true) === 0 ? "" : ` and ${sum(true)} of bonus`;
  const exercises = chosen.length === 1 ? "1 exercise" : `${chosen.length} exercises`;
  return `${assignment.title}: ${exercises}, ${sum(false)} points${bonus}, due ${assignment.due} in ${assignment.timezone} (${dates.due}).
${notes.map((note) => `${note}\n`).join("")}`;
}
