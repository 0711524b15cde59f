import { CourseError, refuse } from "../../core/errors.ts";
import type { Gradebook, GradebookStudent } from "./gradebook.ts";
import { matchStudents, type Match } from "./match-students.ts";
import { writePoints } from "./points.ts";
import { replaceCells } from "./replace-cells.ts";
import type { Score } from "./score-list.ts";

export interface FilledGradebook {
  /** The file's text, in which nothing but cells of one column has changed. */
  readonly text: string;
  readonly filled: number;
  /** Students whose cell is as it was: no score was given for them, or an empty one. */
  readonly left: readonly GradebookStudent[];
}

export interface FillOptions {
  /** Whether more points than are possible are meant. */
  readonly bonus: boolean;
  /** What is possible, where the file does not say. */
  readonly possible: number | null;
  /** What to call the table of scores in an error. */
  readonly where: string;
}

/**
 * Puts scores into a teacher's own gradebook.
 * @throws CourseError that lists everything that is wrong; nothing is filled then
 */
export function fillGradebook(book: Gradebook, scores: readonly Score[], options: FillOptions): FilledGradebook {
  const problems: CourseError[] = [];
  const given = matchStudents(book, scores, options.where, problems).filter(({ score }) => score.given.kind !== "none");
  const possible = options.possible ?? book.possible;
  for (const match of given) {
    const problem = refusalOf(match, book, options, possible);
    if (problem !== null) problems.push(problem);
  }
  if (problems.length > 0) throw new CourseError(problems.map(({ message }) => message).join("\n"));
  const changes = given.map(({ student, score }) => ({ cell: student.cell, text: writeScore(score, book) }));
  const filled = new Set(given.map(({ student }) => student));
  return {
    text: replaceCells(book.text, changes, book.delimiter),
    filled: changes.length,
    left: book.students.filter((student) => !filled.has(student)),
  };
}

function writeScore({ given }: Score, { decimalMark }: Gradebook): string {
  return given.kind === "points" ? writePoints(given.text, decimalMark) : "EX";
}

function refusalOf(
  { student, score: { given, line } }: Match,
  book: Gradebook,
  { bonus, where }: FillOptions,
  possible: number | null,
): CourseError | null {
  const at = `${where}, line ${line}`;
  if (!student.assigned) {
    const problem = `${student.label} does not have "${book.column}" (N/A in ${book.where})`;
    return refuse(at, problem, "Assign it to the student in Canvas and export again, or take the line out.");
  }
  if (given.kind === "excused" && !book.takesExcused) {
    return refuse(at, "Moodle has no grade for a student who is excused", "Leave the score empty.");
  }
  if (given.kind !== "points") return null;
  if (given.points < 0 && !book.takesNegative) {
    return refuse(at, `Moodle takes a grade below zero for none, got ${given.text}`, "Write 0 or more.");
  }
  if (bonus) return null;
  if (possible === null) {
    const problem = `${book.where} does not say how many points "${book.column}" has`;
    return refuse(at, problem, "Pass --points, as in --points 20, or --bonus to take any.");
  }
  if (given.points <= possible) return null;
  return refuse(at, `${given.text} points of ${possible} possible`, "Correct it, or pass --bonus if it is meant.");
}
