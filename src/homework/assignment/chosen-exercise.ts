import { compileCell } from "../../notebook/compile-cell.ts";
import type { Chapter, Exercise } from "../../notebook/chapter.ts";
import type { AssignmentItem } from "./assignment-file.ts";

/** A chapter with its text. */
export interface CourseChapter {
  readonly chapter: Chapter;
  readonly text: string;
}

/** An exercise that an assignment picks, where it was found. */
export interface ChosenExercise {
  readonly item: AssignmentItem;
  readonly exercise: Exercise;
  readonly chapter: Chapter;
  /** The text of the teacher's solution; null where there is none. */
  readonly solution: string | null;
  /** Answers that must not pass, by their files. */
  readonly wrong: ReadonlyMap<string, string>;
}

/** Names that an exercise uses, in what the learner starts from, in its checks and in the solution, and does not define itself. */
export function namesUsed({ exercise, solution }: ChosenExercise): readonly string[] {
  const sources = [exercise.starter, solution].filter((source) => source !== null);
  const compiled = [
    ...sources.map((source) => compileCell(source, { mode: "js" })),
    ...exercise.checks.map((check) => check.compiled),
  ];
  const names = compiled.flatMap(({ inputs }) => inputs);
  return [...new Set(names)].filter((name) => !exercise.defines.includes(name));
}
