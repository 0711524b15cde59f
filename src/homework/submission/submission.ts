import * as z from "zod";

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

const words = z.string().max(caps.words);
const name = words.min(1);
const source = z.string().max(caps.sourceCharacters);

/** What the page said of the last run of an answer: shown to the teacher, and never believed. */
const lastRun = z.object({
  status: words,
  metrics: z
    .record(words, z.union([z.number(), words, z.boolean(), z.null()]))
    .refine((metrics) => Object.keys(metrics).length <= caps.metrics)
    .optional(),
  /** A picture as a `data:` address; one that is too large or something else is left out. */
  plotPng: z.string().optional(),
});

const answer = z.union([
  z.object({ id: name, source, lastRun: lastRun.optional() }),
  z.object({ id: name, text: source, lastRun: lastRun.optional() }),
]);

/** What "Hand in" writes. Names and times in it are the student's own words: who and when is the LMS's to say. */
export const submissionSchema = z.object({
  format: z.literal(format),
  schema: z.literal(schemaNumber),
  /** The id of the assignment. */
  assignment: name,
  /** That of the assignment that the student had, by which it is graded. */
  version: z.int().min(1),
  buildHash: words,
  attemptId: name,
  /** ISO 8601, by the student's clock. */
  savedAt: words,
  student: z.object({ id: words, name: words }),
  variantSeed: z.int().min(0),
  answers: z.array(answer).max(caps.answers),
  /** Cells that the student added. */
  extraCells: z.array(z.object({ source })).max(caps.answers),
  env: z.object({ ua: z.string().max(1000), backend: words }),
  statement: z.string().max(caps.statement),
  /** Of everything else; it notices what was cut off or changed on the way, and proves nothing. */
  sha256: words.optional(),
});

export type Submission = z.infer<typeof submissionSchema>;
export type Answer = Submission["answers"][number];

/** The student's own words: code, or a text. */
export function textOf(answer: Answer): string {
  return "source" in answer ? answer.source : answer.text;
}
