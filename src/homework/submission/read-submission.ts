import type * as z from "zod/mini";
import { refuse } from "../../core/errors.ts";
import { checksumOf } from "./checksum.ts";
import { decodeText, remedy } from "./decode-text.ts";
import { findData } from "./find-data.ts";
import { keepLast } from "./keep-last.ts";
import { parseJson } from "./parse-json.ts";
import { keepPictures } from "./plot-picture.ts";
import { format, schemaNumber, submissionSchema, type Submission } from "./submission.ts";

export interface ReadSubmission {
  readonly submission: Submission;
  /** What a teacher should know, as sentences; none of it keeps a submission from being graded. */
  readonly flags: readonly string[];
}

/**
 * Reads what a student handed in. The file's name does not matter, nor does its line ends or byte order mark.
 * @param where what to call the file in an error
 * @param assignment the id of the assignment that is graded; null: any
 * @throws CourseError that says why it cannot be read, or whose assignment it is
 */
export async function readSubmission(
  bytes: Uint8Array,
  where: string,
  assignment: string | null,
): Promise<ReadSubmission> {
  const data = parseJson(findData(decodeText(bytes, where), where), where);
  refuseOtherFormats(data, where);
  const parsed = submissionSchema.safeParse(data);
  if (!parsed.success) throw refuse(where, describeIssue(parsed.error), remedy);
  if (assignment !== null && parsed.data.assignment !== assignment) {
    const problem = `it belongs to the assignment "${parsed.data.assignment}", and this is "${assignment}"`;
    throw refuse(where, problem, "Ask the student for the other file, or grade it there.");
  }
  const flags: string[] = [];
  const sum = parsed.data.sha256;
  if (sum !== (await checksumOf(data as object))) flags.push("It was changed after it was saved (checksum).");
  const answers = keepPictures(keepLast(parsed.data.answers, flags), flags);
  return { submission: { ...parsed.data, answers }, flags };
}

/** Told first: of a file of another kind, everything else is wrong too. */
function refuseOtherFormats(data: unknown, where: string): void {
  const { format: found, schema } = (data ?? {}) as { readonly format?: unknown; readonly schema?: unknown };
  if (found !== format) throw refuse(where, "it is JSON, and no submission", remedy);
  if (typeof schema !== "number" || schema <= schemaNumber) return;
  const problem = `it was written by a newer course (form ${schema}; this one reads ${schemaNumber})`;
  throw refuse(where, problem, "Update the course, and grade with that.");
}

/** `answers, 3, source: …`. */
function describeIssue({ issues: [issue] }: z.core.$ZodError): string {
  const at = issue?.path.map(String).join(", ") ?? "";
  const problem = issue?.code === "invalid_union" ? "it has neither source nor text, or too much" : issue?.message;
  return `its part "${at}" cannot be used (${problem ?? "invalid"})`;
}
