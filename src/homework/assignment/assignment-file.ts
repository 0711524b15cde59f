import * as z from "zod";
import { CourseError, refuse } from "../../core/errors.ts";
import { lateStepSchema } from "./dates.ts";
import { criterionSchema, hiddenCheckSchema, limitsSchema, toleranceSchema } from "./key.ts";
import { idSchema } from "./manifest.ts";
import { readYaml, type PlaceOf } from "./yaml-places.ts";

const words = z.string().min(1).max(2000);
const points = z.number("points must be a number such as 4 or 2.5").min(0).max(1000);
/** Ids of digits only need no quotes. */
const student = z.union([z.string().min(1).max(200), z.number()], "a student is an id").transform(String);

const choiceVariant = z.strictObject({ prompt: words, options: z.array(words).min(2), right: words });
const numberVariant = z.strictObject({ prompt: words, number: z.number(), within: z.number().min(0) });
const variant = z.union(
  [choiceVariant, numberVariant],
  "a variant has prompt, options, right, or prompt, number, within",
);

/** Whoever writes a check need not say of which kind it is. */
const hidden = z.preprocess((check) => {
  if (typeof check !== "object" || check === null || "kind" in check) return check;
  const kind = "atLeast" in check || "atMost" in check ? "training" : "module" in check ? "module" : "calls";
  return { ...check, kind };
}, hiddenCheckSchema);

const item = z.strictObject({
  /** The id of a chapter's exercise. */
  exercise: z.string("exercise must be an id such as c3-output-size").min(1),
  /** The chapter's, where it is not given. */
  points: points.optional(),
  bonus: z.boolean().default(false),
  /** A file with an answer that earns all points, from the assignment's folder. */
  solution: z.string().min(1).optional(),
  /** Files with answers that are not right: each has to fail a hidden check, and each check has to be failed by one of them. */
  wrong: z.array(z.string().min(1)).default([]),
  hidden: z.array(hidden).default([]),
  variants: z.array(variant).default([]),
  rubric: z.array(criterionSchema).default([]),
});

const defaultLimits = { seconds: 20, megabytes: 512, consoleCharacters: 10_000, valueCharacters: 1_000_000 };

const fileSchema = z.strictObject({
  assignment: idSchema,
  title: words,
  /** Slugs of chapters to be read, beside those of the exercises. */
  chapters: z.array(z.string()).default([]),
  due: z.string("due must be a date such as 2026-12-14 23:59"),
  timezone: z.string().optional(),
  grace: z.number().min(0).default(0),
  late: z.array(lateStepSchema).default([]),
  tolerance: toleranceSchema.default({ absolute: 1e-9, relative: 1e-6 }),
  seeds: z.array(z.int().min(0)).default([]),
  limits: limitsSchema
    .partial()
    .default({})
    .transform((given) => ({ ...defaultLimits, ...given })),
  /** A CSV file with a column `student`, from the assignment's folder. */
  roster: z.string().min(1).optional(),
  extensions: z
    .record(z.string().min(1), z.union([z.literal("excused"), z.strictObject({ due: z.string() })]))
    .default({}),
  groups: z.array(z.strictObject({ name: words, students: z.array(student).min(1) })).default([]),
  exercises: z.array(item).min(1, "an assignment needs an exercise").max(200),
});

/** What a teacher writes, with everything filled in that may be left out. */
export type AssignmentFile = z.infer<typeof fileSchema>;
export type AssignmentItem = AssignmentFile["exercises"][number];
export type FileVariant = AssignmentItem["variants"][number];

export interface ReadAssignment {
  readonly assignment: AssignmentFile;
  /** Where a part of it stands, for messages. */
  readonly placeOf: PlaceOf;
}

const remedy = "npm run assignment -- new FILE writes one to start from, with all parts explained.";

/**
 * Reads a teacher's assignment.
 * @param text YAML
 * @param file what to call it in an error
 * @throws CourseError that names each line that cannot be used
 */
export function readAssignmentFile(text: string, file: string): ReadAssignment {
  const { data, placeOf } = readYaml(text, file);
  const parsed = fileSchema.safeParse(data);
  if (parsed.success) return { assignment: parsed.data, placeOf };
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const place = placeOf(unknown === undefined ? path : [...path, unknown]);
    const name = unknown === undefined ? path.join(", ") : `"${unknown}"`;
    const what = unknown === undefined ? issue.message : "there is no such part here";
    return refuse(place, name === "" ? what : `${name}: ${what}`, remedy).message;
  });
  throw new CourseError(problems.join("\n"));
}
