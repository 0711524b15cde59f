import * as z from "zod";
import { refuse } from "../../../core/errors.ts";
import { statusOf, type Graded } from "../verdicts/graded.ts";
import { totalOf } from "../verdicts/total.ts";

/** What a person said of an answer; it counts in the place of what the checks found. */
const manualGrade = z.strictObject({
  student: z.string().min(1),
  exercise: z.string().min(1),
  points: z.number().min(0),
  /** For the student. */
  comment: z.string().max(10_000),
  grader: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
});

const manualSchema = z.strictObject({ schema: z.literal(1), grades: z.array(manualGrade) });

export type ManualGrade = z.infer<typeof manualGrade>;

/** @throws CourseError if the text is no list of grades */
export function readManualGrades(text: string, where: string): readonly ManualGrade[] {
  const remedy = 'Write {"schema": 1, "grades": [{"student", "exercise", "points", "comment", "grader", "at"}]}.';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw refuse(where, "it is no JSON", remedy);
  }
  const parsed = manualSchema.safeParse(data);
  if (parsed.success) return parsed.data.grades;
  const [issue] = parsed.error.issues;
  throw refuse(where, `its part "${issue?.path.join(", ") ?? ""}" cannot be used (${issue?.message ?? ""})`, remedy);
}

/**
 * A result with what a person said of it; of several grades for one answer the last in time counts.
 * @throws CourseError if the answer is not there, or has not so many points
 */
export function withManualGrades(graded: Graded, manual: readonly ManualGrade[]): Graded {
  const own = manual.filter(({ student }) => student === graded.student);
  if (own.length === 0) return graded;
  let { exercises } = graded;
  for (const grade of own.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const where = `grade of ${grade.student} for ${grade.exercise}`;
    const found = exercises.find(({ id }) => id === grade.exercise);
    if (found === undefined) throw refuse(where, "there is no such answer", "Take the grade out, or correct its ids.");
    if (grade.points > found.possible) {
      throw refuse(where, `${grade.points} points of ${found.possible} possible`, "Correct the points.");
    }
    const flags = [...found.flags, `Graded by ${grade.grader}.`];
    const changed = { ...found, earned: grade.points, status: "graded" as const, words: grade.comment, flags };
    exercises = exercises.map((each) => (each === found ? changed : each));
  }
  const { score } = totalOf(exercises, { keeps: graded.keeps, words: null, flag: null });
  return { ...graded, exercises, score, status: statusOf(exercises) };
}
