import "../../core/schema-words.ts";
import * as z from "zod/mini";

export const format = "residual-course-submission";

/** Raised when a reader of the old form would misread the new one. */
export const schemaNumber = 1;

/** What is kept of a submission at most; beyond it somebody is playing. */
export const caps = {
  answers: 200,
  sourceCharacters: 200_000,
  words: 200,
  statement: 5000,
  metrics: 50,
  plotBytes: 200_000,
};

const atMost = (count: number) => z.maxLength(count, `Too big: it may have at most ${count}`);
const words = z.string().check(atMost(caps.words));
const name = words.check(z.minLength(1));
const source = z.string().check(atMost(caps.sourceCharacters));

/** What the page said of the last run of an answer: shown to the teacher, and never believed. */
const lastRun = z.object({
  status: words,
  metrics: z.optional(
    z
      .record(words, z.union([z.number(), words, z.boolean(), z.null()]))
      .check(z.refine((metrics) => Object.keys(metrics).length <= caps.metrics)),
  ),
  /** A picture as a `data:` address; one that is too large or something else is left out. */
  plotPng: z.optional(z.string()),
});

const answer = z.union([
  z.object({ id: name, source, lastRun: z.optional(lastRun) }),
  z.object({ id: name, text: source, lastRun: z.optional(lastRun) }),
]);

/** What "Hand in" writes. Names and times in it are the student's own words: who and when is the LMS's to say. */
export const submissionSchema = z.object({
  format: z.literal(format),
  schema: z.literal(schemaNumber),
  /** The id of the assignment. */
  assignment: name,
  /** That of the assignment that the student had, by which it is graded. */
  version: z.int().check(z.minimum(1)),
  buildHash: words,
  attemptId: name,
  /** ISO 8601, by the student's clock. */
  savedAt: words,
  student: z.object({ id: words, name: words }),
  variantSeed: z.int().check(z.minimum(0)),
  answers: z.array(answer).check(atMost(caps.answers)),
  /** Cells that the student added. */
  extraCells: z.array(z.object({ source })).check(atMost(caps.answers)),
  env: z.object({ ua: z.string().check(atMost(1000)), backend: words }),
  statement: z.string().check(atMost(caps.statement)),
  /** Of everything else; it notices what was cut off or changed on the way, and proves nothing. */
  sha256: z.optional(words),
});

export type Submission = z.infer<typeof submissionSchema>;
export type Answer = Submission["answers"][number];

/** The student's own words: code, or a text. */
export function textOf(answer: Answer): string {
  return "source" in answer ? answer.source : answer.text;
}
