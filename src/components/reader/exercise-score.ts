import type { ExerciseProgress } from "../../browser/exercise-progress.ts";
import type { PageExercise } from "../../notebook/page-cells.ts";

type Counted = Pick<PageExercise, "id" | "points" | "checks">;

/** "3 of 14 exercises solved, 7 of 29 points". Exercises without checks count for nothing. */
export function describeScore(exercises: readonly Counted[], earned: ReadonlyMap<string, number>): string {
  const counted = exercises.filter(({ checks }) => checks.length > 0);
  const solved = counted.filter(({ id }) => (earned.get(id) ?? 0) > 0);
  const sum = (some: readonly Counted[]): number => some.reduce((total, { points }) => total + points, 0);
  return `${solved.length} of ${counted.length} exercises solved, ${sum(solved)} of ${sum(counted)} points`;
}

/** Keeps every `[data-exercise-score]` of the page up to date: in the rail, at the chapter's end. */
export function connectScores(root: ParentNode, exercises: readonly Counted[], progress: ExerciseProgress): void {
  const show = (): void => {
    for (const place of root.querySelectorAll("[data-exercise-score]"))
      place.textContent = describeScore(exercises, progress.earned);
  };
  progress.onChange(show);
  show();
}
