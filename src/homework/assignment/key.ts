import * as z from "zod";
import { lateStepSchema } from "./dates.ts";
import { exerciseSchema, idSchema, manifestSchema, schemaNumber, variantSchema } from "./manifest.ts";
import { readRecord } from "./read-record.ts";

const words = z.string().min(1).max(2000);
const weight = z.number().min(0).max(1000);
const instant = z.iso.datetime();
const student = z.string().min(1).max(200);

/** Numbers are the same where they differ by no more than `absolute`, or `relative` times the expected one. */
export const toleranceSchema = z.strictObject({ absolute: z.number().min(0), relative: z.number().min(0) });

/**
 * A name that the answer defines: called with arguments, or, without `args`, looked at as it is. `as: architecture` is for what gives
 * back a net's last tensor, in which a net lies too deep to be written down: the course's `architecture` makes a list of nodes of it.
 */
const call = z.strictObject({
  of: words,
  args: z.array(z.json()).optional(),
  as: z.literal("architecture").optional(),
});

/** What the answer gives back is compared in Node, where the expected values are. */
const callsCheck = z.strictObject({
  kind: z.literal("calls"),
  name: words,
  points: weight,
  calls: z.array(call.extend({ expected: z.json() })).min(1),
  /** In the place of the assignment's. */
  tolerance: toleranceSchema.optional(),
});

/**
 * The same, compared by `(observations: unknown[]) => boolean | string` (a string says what is wrong, to the teacher), the default
 * export of a private module. It gets plain data, in the order of the calls, and runs in Node: never beside the student's code.
 */
const moduleCheck = z.strictObject({
  kind: z.literal("module"),
  name: words,
  points: weight,
  calls: z.array(call).min(1),
  /** From the key's folder. */
  module: words,
});

/**
 * A training, computed anew over seeds that the student has not seen: `(observations, seed) => Promise<number>`, the default export
 * of a private module, says how well a seed went. The median is compared; within `slack` of the threshold a person looks.
 */
const trainingCheck = z
  .strictObject({
    kind: z.literal("training"),
    name: words,
    points: weight,
    calls: z.array(call).min(1),
    module: words,
    /** In the place of the assignment's. */
    seeds: z.array(z.int().min(0)).min(1).optional(),
    /** One of the two. */
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    slack: z.number().min(0),
  })
  .refine(({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined), "one of atLeast and atMost");

export const hiddenCheckSchema = z.discriminatedUnion("kind", [callsCheck, moduleCheck, trainingCheck]);

/** The id of the right option, or a number and how far from it an answer may be. */
const variantAnswer = z.union([
  z.strictObject({ option: idSchema }),
  z.strictObject({ number: z.number(), within: z.number().min(0) }),
]);

export const criterionSchema = z.strictObject({ id: idSchema, words, points: weight });

const keyExercise = z
  .strictObject({
    ...exerciseSchema.shape,
    variants: z.array(z.strictObject({ ...variantSchema.shape, answer: variantAnswer })),
    /** Of code and experiments. An answer earns its points by the share of the checks' points that it gets. */
    hidden: z.array(hiddenCheckSchema),
    /** Of texts, which a person grades; of others where a person may add to the checks. */
    rubric: z.array(criterionSchema),
    /** What the chapter defines and the answer may name, in an order in which it can be evaluated. */
    context: z.array(z.strictObject({ source: z.string(), defines: z.array(words) })),
  })
  .refine(({ hidden, variants, rubric, points }) => {
    return points === 0 || variants.length > 0 || [...hidden, ...rubric].some((part) => part.points > 0);
  }, "it has points, and nothing by which they are earned");

export const limitsSchema = z.strictObject({
  /** By the clock, for one exercise with all its calls. */
  seconds: z.number().positive(),
  megabytes: z.number().positive(),
  consoleCharacters: z.int().min(0),
  /** Of one observation as JSON. */
  valueCharacters: z.int().min(1),
});

/** Another due date for one student, or none at all. */
const extension = z.union([z.strictObject({ due: instant }), z.strictObject({ excused: z.literal(true) })]);

/** What the grader knows: the manifest, and what is right. It never lies in a folder that the site is built from. */
export const keySchema = z.strictObject({
  ...manifestSchema.shape,
  exercises: z.array(keyExercise).min(1).max(200),
  /** Counts corrections of the key of one version: what the student sees stays the same. */
  revision: z.int().min(1),
  due: instant,
  /** By its name in the IANA's list, for people. */
  timezone: words,
  /** Minutes after the due date that are not late. */
  grace: z.number().min(0),
  /** In order; a hand-in later than the last step earns nothing. */
  late: z.array(lateStepSchema),
  tolerance: toleranceSchema,
  /** Of training checks. */
  seeds: z.array(z.int().min(0)),
  limits: limitsSchema,
  /** By the student's id. */
  extensions: z.record(student, extension),
  groups: z.array(z.strictObject({ name: words, students: z.array(student).min(1) })),
});

export type Key = z.infer<typeof keySchema>;
export type KeyExercise = Key["exercises"][number];
export type HiddenCheck = z.infer<typeof hiddenCheckSchema>;

/**
 * Reads a key that `npm run assignment -- build` wrote.
 * @param text JSON
 * @param where what to call the file in an error
 * @throws CourseError if it is cut off, of another kind or of a newer form
 */
export function readKey(text: string, where: string): Key {
  return readRecord(text, { where, what: "key", schema: keySchema, newest: schemaNumber });
}
