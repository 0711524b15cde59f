import { CourseError } from "../../src/core/errors.ts";
import type { Download, HandIn } from "../../src/homework/downloads/hand-in.ts";
import {
  compareSubmissions,
  type Comparison,
  type Received,
} from "../../src/homework/submission/compare-submissions.ts";
import { readSubmission, type ReadSubmission } from "../../src/homework/submission/read-submission.ts";
import type { Submission } from "../../src/homework/submission/submission.ts";

/** A file that was handed in, and what `use` made of it. */
export interface ReadHandIn<Result> {
  readonly handIn: HandIn;
  /** By the LMS. */
  readonly student: string;
  readonly result: Result | { readonly refusal: string };
}

export interface ReadHandIns<Result> {
  readonly all: readonly ReadHandIn<Result>[];
  /** What a teacher should know, as sentences. */
  readonly flags: readonly string[];
  /** Those of them that can be seen between submissions only. */
  readonly comparisons: readonly Comparison[];
}

const where = "submission";

/**
 * Reads every file of a download, and holds one submission at a time; one that cannot be read stops none of the others.
 * @param use makes of a submission what is kept
 */
export async function readHandIns<Result extends object>(
  { handIns }: Download,
  assignment: string | null,
  use: (submission: Submission, handIn: HandIn, student: string) => Result | Promise<Result>,
): Promise<ReadHandIns<Result>> {
  const all: ReadHandIn<Result>[] = [];
  const received: Received[] = [];
  const flags: string[] = [];
  for (const handIn of handIns) {
    const student = studentOf(handIn);
    const read = await readOne(handIn, assignment);
    if ("refusal" in read) {
      all.push({ handIn, student, result: read });
      continue;
    }
    const { attemptId, savedAt } = read.submission;
    received.push({ student, when: handIn.when, attemptId, savedAt });
    flags.push(...read.flags.map((flag) => `${student}, ${handIn.name}: ${flag}`));
    all.push({ handIn, student, result: await use(read.submission, handIn, student) });
  }
  const comparisons = compareSubmissions(received, Date.now());
  return { all, flags: [...flags, ...comparisons.map(({ words }) => words)], comparisons };
}

/** By the LMS; all of a group. */
export function studentOf({ by }: HandIn): string {
  return by.map(({ key }) => key).join(", ");
}

async function readOne(
  { refusal, file }: HandIn,
  assignment: string | null,
): Promise<ReadSubmission | { refusal: string }> {
  const reason = refusal ?? file.refusal;
  if (reason !== null) return { refusal: `${reason}.` };
  try {
    return await readSubmission(file.read(), where, assignment);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return { refusal: error.message.replace(`${where}: `, "") };
  }
}
