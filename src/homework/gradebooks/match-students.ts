import { refuse, type CourseError } from "../../core/errors.ts";
import type { Gradebook, GradebookStudent } from "./gradebook.ts";
import type { Score } from "./score-list.ts";

export interface Match {
  readonly student: GradebookStudent;
  readonly score: Score;
}

/**
 * Finds whom each score is for. Capitals do not count, as in logins and addresses.
 * @param problems takes what is wrong: a score for nobody, one that could be for two, two for one
 */
export function matchStudents(
  book: Gradebook,
  scores: readonly Score[],
  where: string,
  problems: CourseError[],
): readonly Match[] {
  const byKey = new Map<string, Set<GradebookStudent>>();
  for (const student of book.students) {
    for (const key of student.keys) byKey.set(fold(key), (byKey.get(fold(key)) ?? new Set()).add(student));
  }
  const taken = new Map<GradebookStudent, Score>();
  for (const score of scores) {
    const at = `${where}, line ${score.line}`;
    const [student, second] = byKey.get(fold(score.student)) ?? [];
    const earlier = student && taken.get(student);
    if (student === undefined) {
      const remedy = "Take the line out, or download the gradebook again if the student is new.";
      problems.push(refuse(at, `nobody in ${book.where} has the ${book.keyWords} "${score.student}"`, remedy));
    } else if (second !== undefined) {
      const problem = `"${score.student}" is both ${student.label} and ${second.label} in ${book.where}`;
      problems.push(refuse(at, problem, `Name the student by another ${book.keyWords}.`));
    } else if (earlier !== undefined) {
      problems.push(refuse(at, `${student.label} has a score already, in line ${earlier.line}`, "Keep one of them."));
    } else taken.set(student, score);
  }
  return [...taken].map(([student, score]) => ({ student, score }));
}

function fold(key: string): string {
  return key.normalize("NFC").toLowerCase();
}
