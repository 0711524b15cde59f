import { CourseError } from "../../../core/errors.ts";
import { drawVariant, variantSeed } from "../../assignment/draw-variant.ts";
import { hashStarter } from "../../assignment/hashes.ts";
import type { Key, KeyExercise } from "../../assignment/key.ts";
import { textOf, type Submission } from "../../submission/submission.ts";
import { answerJob } from "../answer-job.ts";
import type { Observed } from "../observation.ts";
import type { Job } from "../sandbox/job.ts";
import type { GradedCheck, GradedExercise } from "./graded.ts";
import { judgeCheck } from "./judge-check.ts";
import { isRightAnswer } from "./judge-variant.ts";

/** What grading needs of the outside. */
export interface GradingTools {
  /** Runs code in the sandbox; null where the grader itself failed. */
  readonly observe: (jobs: readonly Job[]) => Promise<readonly (Observed | null)[]>;
  /** The default export of one of the key's private modules. */
  readonly loadModule: (path: string) => Promise<unknown>;
}

/** What an answer is without the exercise's own facts. */
type Outcome = Pick<GradedExercise, "earned" | "status" | "words"> & Partial<Pick<GradedExercise, "checks" | "flags">>;

const missing: Outcome = { earned: 0, status: "missing", words: "There is no answer." };
const notAttempted: Outcome = {
  earned: 0,
  status: "not-attempted",
  words: "Not attempted: the starter was not changed.",
};
const byHand: Outcome = { earned: null, status: "review", words: "A person reads this answer." };
const graderFailed: Outcome = { earned: null, status: "infra_error", words: "The grader failed here, not the answer." };

/**
 * Grades the answers of a submission. The key says which exercises there are: of the submission only the answers' text
 * is taken.
 */
export async function gradeSubmission(
  submission: Submission,
  key: Key,
  tools: GradingTools,
): Promise<readonly GradedExercise[]> {
  const seed = await variantSeed(key.assignment, submission.student.id);
  const prepared = await Promise.all(key.exercises.map((exercise) => prepare(exercise, submission, key, seed)));
  const jobs = prepared.flatMap((each) => ("job" in each ? [each.job] : []));
  const seen = [...(jobs.length > 0 ? await tools.observe(jobs) : [])];
  const graded: GradedExercise[] = [];
  for (const [at, exercise] of key.exercises.entries()) {
    const each = prepared[at] ?? missing;
    const outcome = "job" in each ? await judgeCode(exercise, seen.shift() ?? null, key, tools) : each;
    const whole = { ...factsOf(exercise, submission), checks: [], flags: [], ...outcome };
    graded.push({ ...whole, flags: [...whole.flags, ...mismatch(whole, submission)] });
  }
  return graded;
}

/** The page is not believed; where it said otherwise than the checks, a person may want to look. */
function mismatch({ id, earned, possible }: GradedExercise, { answers }: Submission): readonly string[] {
  const said = answers.find((answer) => answer.id === id)?.lastRun?.status ?? "";
  const isClaimed = /\bpassed\b/i.test(said) && possible > 0 && earned === 0;
  return isClaimed ? [`The file says "${said}", and nothing was earned.`] : [];
}

function factsOf({ id, kind, bonus, points }: KeyExercise, { answers }: Submission) {
  const answer = answers.find((each) => each.id === id);
  return { id, kind, bonus, possible: points, answer: answer === undefined ? null : textOf(answer) };
}

/** What can be said without running anything, or what has to be run. */
async function prepare(
  exercise: KeyExercise,
  submission: Submission,
  key: Key,
  seed: number,
): Promise<Outcome | { readonly job: Job }> {
  const answer = submission.answers.find(({ id }) => id === exercise.id);
  const text = answer === undefined ? "" : textOf(answer);
  if (text.trim() === "") return missing;
  if (exercise.starterHash !== null && (await hashStarter(text)) === exercise.starterHash) return notAttempted;
  if (exercise.variants.length > 0) return judgeVariant(exercise, text, seed);
  if (exercise.hidden.length === 0) return byHand;
  const prepared = answerJob(exercise, text, submission, key);
  return "job" in prepared ? prepared : failAll(exercise, prepared.refusal);
}

function judgeVariant(exercise: KeyExercise, text: string, seed: number): Outcome {
  const variant = drawVariant(seed, exercise.id, exercise.variants);
  if (variant === null) return graderFailed;
  const isRight = isRightAnswer(text, variant);
  const words = isRight ? "Right." : "Not right.";
  return { earned: isRight ? exercise.points : 0, status: "graded", words, flags: [`Variant ${variant.id}.`] };
}

function failAll(exercise: KeyExercise, reason: string): Outcome {
  const checks = exercise.hidden.map(({ name, points }): GradedCheck => ({
    name,
    points,
    earned: 0,
    outcome: "failed",
    note: "",
  }));
  return settle(exercise, checks, { words: `The code cannot be run: ${reason}`, flags: [] });
}

async function judgeCode(
  exercise: KeyExercise,
  seen: Observed | null,
  key: Key,
  { loadModule }: GradingTools,
): Promise<Outcome> {
  if (seen === null) return graderFailed;
  const checks: GradedCheck[] = [];
  let from = 0;
  try {
    for (const check of exercise.hidden) {
      const calls = seen.calls.slice(from, (from += check.calls.length));
      checks.push(await judgeCheck(check, calls, { ...key, loadModule }));
    }
  } catch (error) {
    // A private module of the teacher's: whatever it throws is not the student's.
    const reason = error instanceof Error ? error.message : String(error);
    return { ...graderFailed, flags: [error instanceof CourseError ? reason : `A private module failed: ${reason}`] };
  }
  const flags = seen.attempts.map((attempt) => `It tried what is closed: ${attempt}.`);
  return settle(exercise, checks, { words: wordsOf(exercise, seen), flags });
}

/** What a student may know of how the code ran: nothing of the calls that were made. */
function wordsOf({ id }: KeyExercise, { calls, failed }: Observed): string {
  const own = failed.find((cell) => cell.id === id);
  if (own !== undefined) return `The code failed: ${own.message}`;
  if (calls.some(({ kind }) => kind === "memory")) return "The code took more memory than it may have.";
  return calls.some(({ kind }) => kind === "timeout") ? "The code did not end in time, at least once." : "";
}

/** An answer earns its points by the share of the checks' points that it gets; what a rubric gives is for a person to say. */
function settle(
  { points, rubric }: KeyExercise,
  checks: readonly GradedCheck[],
  { words, flags }: Pick<GradedExercise, "words" | "flags">,
): Outcome {
  const weight = [...checks, ...rubric].reduce((sum, part) => sum + part.points, 0);
  const got = checks.reduce((sum, { earned }) => sum + earned, 0);
  const isOpen = rubric.length > 0 || checks.some(({ outcome }) => outcome === "review");
  const earned = isOpen ? null : round(weight > 0 ? (points * got) / weight : 0);
  return { earned, status: isOpen ? "review" : "graded", words, flags, checks };
}

/** Sums of thirds are not to end in nines. */
function round(points: number): number {
  return Math.round(points * 1e4) / 1e4;
}
