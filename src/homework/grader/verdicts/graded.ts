import * as z from "zod";

/** How a hidden check came out. */
const gradedCheck = z.object({
  name: z.string(),
  points: z.number(),
  earned: z.number(),
  outcome: z.enum(["passed", "failed", "review"]),
  /** For the teacher, in words: it may tell what the key holds. */
  note: z.string(),
});

const exerciseStatus = z.enum(["graded", "missing", "not-attempted", "review", "infra_error"]);

/** What an answer earned. */
const gradedExercise = z.object({
  id: z.string(),
  kind: z.string(),
  bonus: z.boolean(),
  possible: z.number(),
  /** null: nobody knows yet. */
  earned: z.number().nullable(),
  status: exerciseStatus,
  checks: z.array(gradedCheck).readonly(),
  /** What the student may read: why the code did not run, what is missing. */
  words: z.string(),
  /** For the teacher, as sentences. */
  flags: z.array(z.string()).readonly(),
  /** What the student wrote; shown, escaped, and never run. */
  answer: z.string().nullable(),
});

/** What stood there before a submission was graded again. */
const beforeSchema = z.object({
  score: z.number().nullable(),
  keeps: z.number(),
  exercises: z.array(z.object({ id: z.string(), earned: z.number().nullable() })).readonly(),
  version: z.number().nullable(),
  revision: z.number().nullable(),
  fingerprint: z.string(),
  gradedAt: z.string(),
});

const status = z.enum(["graded", "partial", "review", "ungradable", "infra_error", "missing", "excused"]);

/** All that is known of one student's homework: a row of the class's table, whether or not anything was handed in. */
export const gradedSchema = z.object({
  student: z.string(),
  name: z.string(),
  status,
  /** null: it is not known, and stays blank wherever grades go. */
  score: z.number().nullable(),
  possible: z.number(),
  /** How late it came and what that takes; null: in time, or not handed in. */
  late: z.string().nullable(),
  keeps: z.number(),
  /** Why there is nothing to grade, for the student; null: there is. */
  problem: z.string().nullable(),
  /** The file that was graded, as the download calls it. */
  file: z.string().nullable(),
  /** Its whole name there, and who made the download: feedback goes back under the same names. */
  path: z.string().nullable().default(null),
  lms: z.enum(["canvas", "moodle", "gradescope", "folder"]).nullable().default(null),
  /** By the LMS. */
  handedIn: z.string().nullable(),
  exercises: z.array(gradedExercise).readonly(),
  flags: z.array(z.string()).readonly(),
  /** Of the key by which it was graded. */
  version: z.number().nullable().default(null),
  revision: z.number().nullable().default(null),
  /** Of everything that the result hangs on, key, time and file: where it is the same, nothing is graded again. */
  fingerprint: z.string(),
  /** null: it was graded once. */
  before: beforeSchema.nullable().default(null),
  gradedAt: z.string(),
  seconds: z.number(),
});

export type GradedCheck = z.infer<typeof gradedCheck>;
export type GradedExercise = z.infer<typeof gradedExercise>;
export type Graded = z.infer<typeof gradedSchema>;
export type GradedBefore = z.infer<typeof beforeSchema>;

/** Of all exercises together, the one that says most about what is still to be done. */
export function statusOf(exercises: readonly GradedExercise[]): Graded["status"] {
  const has = (...kinds: readonly GradedExercise["status"][]) => exercises.some((each) => kinds.includes(each.status));
  if (has("infra_error")) return "infra_error";
  if (has("review")) return "review";
  return has("missing", "not-attempted") ? "partial" : "graded";
}
