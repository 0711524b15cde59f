import type { Graded } from "../../../src/homework/grader/verdicts/graded.ts";

interface Grading {
  readonly name: string;
  readonly results: readonly Graded[];
}

/** What of several gradings of one class is not the same, or is not there, as sentences. */
export function sameScores(students: readonly string[], gradings: readonly Grading[]): readonly string[] {
  const [first, ...others] = gradings.map(({ name, results }) => ({
    name,
    scores: new Map(results.map((graded) => [graded.student, scoresOf(graded)])),
  }));
  if (first === undefined) return [];
  const lost = [first, ...others].flatMap(({ name, scores }) => [
    ...students.filter((student) => !scores.has(student)).map((student) => `${name}: ${student} has no result.`),
    ...(scores.size > students.length ? [`${name}: there are results of others.`] : []),
  ]);
  const different = others.flatMap(({ name, scores }) =>
    students
      .filter((student) => scores.get(student) !== first.scores.get(student))
      .map((student) => `${student}: ${scores.get(student)} (${name}), ${first.scores.get(student)} (${first.name}).`),
  );
  return [...lost, ...different];
}

/** All that decides: not the time that it took. */
function scoresOf({ status, score, exercises }: Graded): string {
  return [status, score, ...exercises.map(({ status, earned }) => `${status} ${earned}`)].join(", ");
}
