import { CourseError } from "../../src/core/errors.ts";
import type { Download, HandIn } from "../../src/homework/downloads/hand-in.ts";
import { compareSubmissions, type Received } from "../../src/homework/submission/compare-submissions.ts";
import { readSubmission, type ReadSubmission } from "../../src/homework/submission/read-submission.ts";

/** A file that was handed in, and what is in it. */
export interface ReadHandIn {
  readonly handIn: HandIn;
  /** By the LMS. */
  readonly student: string;
  readonly found: ReadSubmission | { readonly refusal: string };
}

const where = "submission";

/** Reads every file of a download; one that cannot be read stops none of the others. */
export async function readHandIns({ handIns }: Download, assignment: string | null): Promise<readonly ReadHandIn[]> {
  const read: ReadHandIn[] = [];
  for (const handIn of handIns) {
    const student = handIn.by.map(({ key }) => key).join(", ");
    read.push({ handIn, student, found: await readOne(handIn, assignment) });
  }
  return read;
}

async function readOne({ refusal, file }: HandIn, assignment: string | null): Promise<ReadHandIn["found"]> {
  const reason = refusal ?? file.refusal;
  if (reason !== null) return { refusal: `${reason}.` };
  try {
    return await readSubmission(file.read(), where, assignment);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return { refusal: error.message.replace(`${where}: `, "") };
  }
}

/** What a teacher should know of all of them, as sentences. */
export function flagsOf(all: readonly ReadHandIn[], now: number): readonly string[] {
  const received: Received[] = [];
  const own: string[] = [];
  for (const { handIn, student, found } of all) {
    if ("refusal" in found) continue;
    received.push({ student, when: handIn.when, submission: found.submission });
    own.push(...found.flags.map((flag) => `${student}, ${handIn.name}: ${flag}`));
  }
  return [...own, ...compareSubmissions(received, now)];
}
