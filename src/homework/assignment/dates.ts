import * as z from "zod/mini";
import { idSchema, schemaNumber } from "./manifest.ts";
import { readRecord } from "./read-record.ts";

/** A hand-in that is up to so many hours late keeps so much of its points; null: however late. */
export const lateStepSchema = z.strictObject({
  hours: z.nullable(z.number().check(z.positive())),
  keeps: z.number().check(z.minimum(0), z.maximum(1)),
});

/** When an assignment is due for everybody, and what lateness costs. Nothing in it is about a single student. */
const datesSchema = z.strictObject({
  schema: z.literal(schemaNumber),
  assignment: idSchema,
  due: z.iso.datetime(),
  /** The teacher's, by its name in the IANA's list. */
  timezone: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Minutes after the due date that are not late. */
  grace: z.number().check(z.minimum(0)),
  late: z.array(lateStepSchema),
});

export type PublicDates = z.infer<typeof datesSchema>;

/**
 * What of a key's dates everybody may see. They stand beside the manifest in a file of their own, which is written anew when a
 * date changes: the released manifest stays as it is.
 */
export function publicDates({ schema, assignment, due, timezone, grace, late }: PublicDates): PublicDates {
  return { schema, assignment, due, timezone, grace, late };
}

/**
 * Reads dates that `npm run assignment -- build` wrote.
 * @param where what to call the file in an error
 * @throws CourseError if it is cut off, of another kind or of a newer form
 */
export function readDates(text: string, where: string): PublicDates {
  return readRecord(text, { where, what: "list of dates", schema: datesSchema, newest: schemaNumber });
}
