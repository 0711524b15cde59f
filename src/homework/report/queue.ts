import { groupBy } from "../../core/group-by.ts";
import { sha256 } from "../assignment/hashes.ts";
import type { Key } from "../assignment/key.ts";
import type { ManualGrade } from "../grader/results/manual-grades.ts";
import type { Graded, GradedExercise } from "../grader/verdicts/graded.ts";

/** What a person says points for: a part of the rubric, or a check that was too close to decide. */
export interface Criterion {
  readonly id: string;
  readonly words: string;
  readonly points: number;
}

/** An answer that a person reads. */
export interface QueueItem {
  readonly student: string;
  readonly name: string;
  readonly exercise: string;
  readonly possible: number;
  readonly criteria: readonly Criterion[];
  /** Of all checks and criteria, in their own points; the answer earns by the share that it gets. */
  readonly weight: number;
  /** What the checks have decided already. */
  readonly settled: number;
  /** What the checks found, as sentences. */
  readonly seen: readonly string[];
  readonly answer: string;
  /** Of the answer: a grade that was begun says for which one. */
  readonly stamp: string;
  /** By the LMS; null where it does not say. */
  readonly handedIn: string | null;
}

/** What the page's script is given. */
export interface QueueData {
  /** Under which the browser keeps what was begun. */
  readonly place: string;
  readonly exercises: readonly string[];
  readonly items: readonly QueueItem[];
  /** All grades that count now, those of answers that are not in the queue too. */
  readonly grades: readonly ManualGrade[];
}

export interface QueueSource {
  readonly assignment: string;
  /** What the grader found, without what people said. */
  readonly found: readonly Graded[];
  readonly grades: readonly ManualGrade[];
  readonly rubricOf: (graded: Graded, exercise: string) => Key["exercises"][number]["rubric"];
}

/**
 * All answers that wait for a person, and those that a person graded already: exercise by exercise, each in an order of its own
 * that says nothing of who wrote them.
 */
export async function queueOf({ assignment, found, grades, rubricOf }: QueueSource): Promise<QueueData> {
  const byHand = new Set(grades.map(({ student, exercise }) => JSON.stringify([student, exercise])));
  const placed: { readonly item: QueueItem; readonly order: string }[] = [];
  for (const graded of found) {
    for (const exercise of graded.exercises) {
      const key = JSON.stringify([graded.student, exercise.id]);
      if (exercise.status !== "review" && !byHand.has(key)) continue;
      const item = await itemOf(graded, exercise, rubricOf(graded, exercise.id));
      placed.push({ item, order: await sha256(`${assignment} ${exercise.id} ${graded.student}`) });
    }
  }
  const exercises = [...groupBy(placed, ({ item }) => item.exercise)];
  return {
    place: `report ${assignment} ${(await sha256(JSON.stringify(found.map(({ student }) => student)))).slice(0, 12)}`,
    exercises: exercises.map(([id]) => id),
    items: exercises.flatMap(([, items]) => items.sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ item }) => item)),
    grades,
  };
}

async function itemOf(
  { student, name, handedIn, late }: Graded,
  { id, possible, checks, words, flags, answer }: GradedExercise,
  rubric: Key["exercises"][number]["rubric"],
): Promise<QueueItem> {
  const undecided = checks.filter(({ outcome }) => outcome === "review");
  const decided = checks.filter(({ outcome }) => outcome !== "review");
  const text = answer ?? "";
  return {
    ...{ student, name, exercise: id, possible, answer: text, stamp: (await sha256(text)).slice(0, 12), handedIn },
    criteria: [
      // Two checks may have one name; a rubric's ids have no blank in them.
      ...undecided.map((check, at) => ({
        id: `check ${at + 1}`,
        words: `${check.name}: ${check.note}`,
        points: check.points,
      })),
      ...rubric,
    ],
    weight: [...checks, ...rubric].reduce((sum, { points }) => sum + points, 0),
    settled: decided.reduce((sum, { earned }) => sum + earned, 0),
    seen: [
      // Where there is no check, the words say that a person reads it.
      ...(words === "" || checks.length === 0 ? [] : [words]),
      ...decided.map((check) => `${check.name}: ${check.outcome}${check.note === "" ? "" : ` (${check.note})`}`),
      ...flags,
      ...(late === null ? [] : [`${late}; that is taken off later.`]),
    ],
  };
}
