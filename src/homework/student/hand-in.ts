import type { Manifest } from "../assignment/manifest.ts";
import { slug } from "../submission/slug.ts";
import { format, schemaNumber, type Answer, type Submission } from "../submission/submission.ts";
import type { Attempt } from "./attempt.ts";
import { isWords, type AssignedExercise, type ExerciseState } from "./exercise-state.ts";

/** An exercise of the assignment with what the student made of it. */
export interface AnsweredExercise {
  readonly exercise: AssignedExercise;
  /** Null: there is nothing. */
  readonly text: string | null;
  readonly state: ExerciseState;
  /** Of a drawn question: which one, and the words of what was chosen, for people who read the file. */
  readonly facts: Readonly<Record<string, string>>;
}

interface HandIn {
  readonly manifest: Manifest;
  readonly attempt: Attempt;
  readonly answered: readonly AnsweredExercise[];
  /** Sources of the cells that the student added. */
  readonly extraCells: readonly string[];
  readonly variantSeed: number;
  readonly env: Submission["env"];
  readonly now: Date;
}

/** What "Hand in" writes: answers that are blank are left out. */
export function buildSubmission({ manifest, attempt, answered, extraCells, now, ...rest }: HandIn): Submission {
  const { assignment, version, buildHash } = manifest;
  const { attemptId, student, statement } = attempt;
  return {
    ...{ format, schema: schemaNumber, assignment, version, buildHash, attemptId, savedAt: now.toISOString(), student },
    ...{ variantSeed: rest.variantSeed, answers: answered.flatMap(answerOf) },
    extraCells: extraCells.slice(0, 200).map((source) => ({ source })),
    ...{ env: rest.env, statement },
  } as const;
}

/** A name that says whose file it is, of what. */
export function fileName(assignment: string, { id, name }: Attempt["student"], ending: string): string {
  return `${slug(assignment)}-${slug(name || id)}.${ending}`;
}

/** The first digits of a checksum, in groups that can be read aloud. */
export function shortHash(checksum: string): string {
  return checksum.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ");
}

function answerOf({ exercise, text, state, facts }: AnsweredExercise): readonly Answer[] {
  if (text === null || text.trim() === "") return [];
  const { id } = exercise;
  const lastRun = { status: state, ...(Object.keys(facts).length > 0 && { metrics: { ...facts } }) };
  return [isWords(exercise) ? { id, text, lastRun } : { id, source: text, lastRun }];
}
