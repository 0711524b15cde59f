import * as z from "zod/mini";
import { readRecord } from "./read-record.ts";

/** Raised when a reader of the old form would misread the new one. */
export const schemaNumber = 1;

/** Ids stand in file names and addresses: letters, digits and hyphens. */
export const idSchema = z
  .string()
  .check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "an id has small letters, digits and hyphens"), z.maxLength(80));
const words = z.string().check(z.minLength(1), z.maxLength(2000));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, "a hash has 64 hexadecimal digits"));
const cellName = z.string().check(z.regex(/^[\p{L}_$][\p{L}\p{N}_$]*$/u, "a name is one that JavaScript can define"));

const exerciseKinds = ["code", "number", "choice", "text", "experiment"] as const;

/** One of the questions among which the student's seed draws. What is right is in the key alone. */
export const variantSchema = z.strictObject({
  id: idSchema,
  /** Markdown. */
  prompt: words,
  /** Of a choice; in the order of their words, so that it says nothing. Ids are the letters a, b, c, …. */
  options: z.optional(z.array(z.strictObject({ id: idSchema, words })).check(z.minLength(2))),
});

export const exerciseSchema = z.strictObject({
  id: idSchema,
  /** The slug of the chapter where it stands. */
  chapter: idSchema,
  kind: z.enum(exerciseKinds),
  points: z.number().check(z.minimum(0), z.maximum(1000)),
  /** Its points come on top: they are not part of what is possible. */
  bonus: z.boolean(),
  /** Names that the answer defines, as the chapter's cells call them. */
  defines: z.array(cellName),
  /** Ids of exercises of this assignment whose names the answer can use. */
  deps: z.array(idSchema),
  /** Of `hashStarter`; null where there is nothing to start from. */
  starterHash: z.nullable(sha256),
  /** Their names. Of a variant there is none but "answered". */
  visibleChecks: z.array(words),
  /** Of choice and number items only, where they are not empty. */
  variants: z.array(variantSchema),
});

/** What everybody may see of an assignment: the student's page reads it. */
export const manifestSchema = z.strictObject({
  schema: z.literal(schemaNumber),
  assignment: idSchema,
  /** Counts what was released: a submission is graded by the version that it names. */
  version: z.int().check(z.minimum(1)),
  /** SHA-256 of everything else in the manifest: it says nothing of the key. */
  buildHash: sha256,
  title: words,
  exercises: z.array(exerciseSchema).check(z.minLength(1), z.maxLength(200)),
});

export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Reads a manifest that `npm run assignment -- build` wrote.
 * @param text JSON
 * @param where what to call the file in an error
 * @throws CourseError if it is cut off, of another kind or of a newer form
 */
export function readManifest(text: string, where: string): Manifest {
  return readRecord(text, { where, what: "manifest", schema: manifestSchema, newest: schemaNumber });
}
