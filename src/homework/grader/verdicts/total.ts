import type { GradedExercise } from "./graded.ts";
import type { Lateness } from "./lateness.ts";

/** The points of a submission, as far as they are known. */
export interface Total {
  /** After what lateness takes; null: somebody, or the grader, still has to say. */
  readonly score: number | null;
  /** Known so far, before lateness. */
  readonly soFar: number;
  /** Without bonus. */
  readonly possible: number;
}

/** Points on top count, and are not part of what is possible. */
export function totalOf(exercises: readonly GradedExercise[], { keeps }: Lateness): Total {
  const soFar = sumOf(exercises.map(({ earned }) => earned ?? 0));
  const possible = sumOf(exercises.filter(({ bonus }) => !bonus).map((exercise) => exercise.possible));
  const isKnown = exercises.every(({ earned }) => earned !== null);
  return { score: isKnown ? Math.round(soFar * keeps * 1e4) / 1e4 : null, soFar, possible };
}

function sumOf(points: readonly number[]): number {
  return points.reduce((total, each) => total + each, 0);
}
