import { groupBy } from "../../core/group-by.ts";

/** What is remembered of a submission, beside what the LMS says of it. */
export interface Received {
  /** The student, by the LMS. */
  readonly student: string;
  /** ISO 8601, by the LMS; null where it does not say. */
  readonly when: string | null;
  readonly attemptId: string;
  /** By the student's clock. */
  readonly savedAt: string;
}

/** A sentence for the teacher, and whom it is about: who is named in it may be a student's own words. */
export interface Comparison {
  /** By the LMS. */
  readonly students: readonly string[];
  readonly words: string;
}

const tolerance = 15 * 60_000;

/**
 * What can only be seen between submissions, or between one and the LMS: one attempt that several students handed in, and
 * clocks that cannot be right. All of it is graded, by the LMS's time.
 * @param now in milliseconds since 1970
 */
export function compareSubmissions(received: readonly Received[], now: number): readonly Comparison[] {
  const flags: Comparison[] = [];
  for (const [attempt, sharing] of groupBy(received, ({ attemptId }) => attemptId)) {
    const students = [...new Set(sharing.map(({ student }) => student))];
    if (students.length < 2) continue;
    flags.push({
      students,
      words: `The attempt ${attempt} was handed in by several students: ${students.join("; ")}.`,
    });
  }
  for (const { student, when, savedAt } of received) {
    const saved = Date.parse(savedAt);
    const latest = when === null ? now : Date.parse(when);
    const problem = Number.isNaN(saved)
      ? `the time "${savedAt}" in the file is none`
      : saved > latest + tolerance
        ? `the file says ${savedAt}, which is after it was handed in`
        : null;
    if (problem !== null) flags.push({ students: [student], words: `${student}: ${problem}.` });
  }
  return flags;
}
