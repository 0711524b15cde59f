import "../../core/schema-words.ts";
import * as z from "zod/mini";
import { refuse } from "../../core/errors.ts";

interface Form<Record> {
  /** What to call the file in an error. */
  readonly where: string;
  /** "manifest" or "key". */
  readonly what: string;
  readonly schema: z.core.$ZodType<Record>;
  /** The newest form that can be read. */
  readonly newest: number;
}

const remedy = "Build the assignment again: npm run assignment -- build FILE.";

/**
 * What the assignment's build wrote, as plain data without keys that reach the prototypes of objects.
 * @throws CourseError that names the part which cannot be used
 */
export function readRecord<Record>(text: string, { where, what, schema, newest }: Form<Record>): Record {
  const data = parse(text, where, what);
  const found = (data as { readonly schema?: unknown } | null)?.schema;
  if (typeof found === "number" && found > newest) {
    const problem = `it was written by a newer course (form ${found}; this one reads ${newest})`;
    throw refuse(where, problem, "Update the course, and use that.");
  }
  const parsed = z.safeParse(schema, data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.map(String).join(", ") || "(whole)";
  throw refuse(where, `it is no ${what}: its part "${at}" cannot be used (${issue?.message ?? "invalid"})`, remedy);
}

function parse(text: string, where: string, what: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""), (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    throw refuse(where, `it is no ${what}: the JSON in it ends too early, or is damaged`, remedy);
  }
}
