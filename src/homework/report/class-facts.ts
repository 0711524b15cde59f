import { groupBy } from "../../core/group-by.ts";
import type { Graded, GradedExercise } from "../grader/verdicts/graded.ts";

/** How a check went, over all who handed something in that can be read. */
export interface CheckFacts {
  readonly name: string;
  readonly passed: number;
}

export interface ExerciseFacts {
  readonly id: string;
  readonly kind: string;
  readonly bonus: boolean;
  readonly possible: number;
  /** Who handed something in that can be read. */
  readonly students: number;
  /** Of the points that could be earned, as far as they are known; NaN: none are. */
  readonly share: number;
  readonly notAttempted: number;
  readonly missing: number;
  /** Nobody knows yet. */
  readonly open: number;
  readonly checks: readonly CheckFacts[];
}

export interface ClassFacts {
  readonly students: number;
  readonly scores: readonly number[];
  /** Without bonus; by the newest key that somebody was graded by. */
  readonly possible: number;
  readonly statuses: readonly { readonly status: Graded["status"]; readonly rows: readonly Graded[] }[];
  readonly exercises: readonly ExerciseFacts[];
  readonly flagged: readonly Graded[];
}

const order: readonly Graded["status"][] = [
  ...(["graded", "partial", "review", "ungradable", "infra_error", "missing", "excused"] as const),
];

/** What a teacher wants to know of a class at once. */
export function classFacts(all: readonly Graded[]): ClassFacts {
  const byStatus = groupBy(all, ({ status }) => status);
  const byExercise = groupBy(
    all.flatMap(({ exercises }) => exercises),
    ({ id }) => id,
  );
  return {
    students: all.length,
    scores: all.flatMap(({ score }) => score ?? []),
    possible: all.reduce((most, { possible }) => Math.max(most, possible), 0),
    statuses: order.flatMap((status) => {
      const rows = byStatus.get(status);
      return rows === undefined ? [] : [{ status, rows }];
    }),
    exercises: [...byExercise.values()].map(exerciseFacts),
    flagged: all.filter(
      ({ flags, exercises }) => flags.length > 0 || exercises.some((each) => warningsOf(each).length > 0),
    ),
  };
}

/** Flags that a person should look at: which variant was drawn and who graded are no more than facts. */
export function warningsOf({ flags }: GradedExercise): readonly string[] {
  return flags.filter((flag) => !/^(?:Variant |Graded by )/.test(flag));
}

function exerciseFacts(answers: readonly GradedExercise[]): ExerciseFacts {
  const known = answers.filter(({ earned }) => earned !== null);
  const [earned, possible] = [known.map((each) => each.earned ?? 0), known.map((each) => each.possible)].map(sum);
  const first = answers[0] as GradedExercise;
  const names = [...new Set(answers.flatMap(({ checks }) => checks.map(({ name }) => name)))];
  const passes =
    (name: string) =>
    ({ checks }: GradedExercise) => {
      return checks.some((check) => check.name === name && check.outcome === "passed");
    };
  return {
    ...{ id: first.id, kind: first.kind, bonus: first.bonus, possible: first.possible },
    students: answers.length,
    share: (earned ?? NaN) / (possible ?? NaN),
    notAttempted: answers.filter(({ status }) => status === "not-attempted").length,
    missing: answers.filter(({ status }) => status === "missing").length,
    open: answers.length - known.length,
    checks: names.map((name) => ({ name, passed: answers.filter(passes(name)).length })),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
