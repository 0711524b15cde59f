import "../../core/schema-words.ts";
import * as z from "zod/mini";
import { refuse } from "../../core/errors.ts";
import { attemptSchema, itemSchema } from "./attempt.ts";

const format = "residual-course-attempt";
const schemaNumber = 1;

const word = z.string().check(z.maxLength(200));
const chapter = z.object({ slug: word, edits: z.unknown(), answers: z.array(z.tuple([z.string(), z.unknown()])) });

const attemptFileSchema = z.object({
  format: z.literal(format),
  schema: z.literal(schemaNumber),
  assignment: word,
  savedAt: word,
  attempt: attemptSchema,
  items: z.array(z.tuple([word, itemSchema])).check(z.maxLength(200)),
  /** What was made of each chapter, as the editor keeps it: read by the editor's own readers. */
  chapters: z.array(chapter).check(z.maxLength(50)),
});

/** All that a student made of an assignment, to go on with elsewhere. */
export type AttemptFile = Omit<z.infer<typeof attemptFileSchema>, "format" | "schema">;

export function writeAttemptFile(file: AttemptFile): string {
  return JSON.stringify({ format, schema: schemaNumber, ...file });
}

/**
 * Reads a file that "Save this attempt" wrote.
 * @param where what to call the file in an error
 * @throws CourseError that says what it is in its place
 */
export function readAttemptFile(text: string, where: string, assignment: string): AttemptFile {
  const data = parse(text, where);
  if (data.format !== format) throw refuse(where, "it is no saved attempt", remedy);
  if (typeof data.schema === "number" && data.schema > schemaNumber)
    throw refuse(where, "it was written by a newer course", "Open it on the page that wrote it, or reload this one.");
  const parsed = attemptFileSchema.safeParse(data);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.map(String).join(", ") ?? "";
    throw refuse(where, `its part "${at}" cannot be used`, remedy);
  }
  if (parsed.data.assignment !== assignment) {
    const problem = `it belongs to the assignment "${parsed.data.assignment}", and this is "${assignment}"`;
    throw refuse(where, problem, "Open the other assignment's link first, and the file there.");
  }
  return parsed.data;
}

const remedy = "Choose the file that Save this attempt downloaded on the other device.";

function parse(text: string, where: string): { readonly format?: unknown; readonly schema?: unknown } {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ""), (key, value: unknown) =>
      key === "__proto__" ? undefined : value,
    );
    if (typeof data === "object" && data !== null) return data;
  } catch {
    // Said below.
  }
  throw refuse(where, "it is no saved attempt, or was cut off", remedy);
}
