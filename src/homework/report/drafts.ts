import type { ManualGrade } from "../grader/results/manual-grades.ts";
import type { QueueItem } from "./queue.ts";

/** What somebody has begun to say of an answer. */
export interface Draft {
  readonly student: string;
  readonly exercise: string;
  /** Points by criterion, as they were typed. */
  readonly picks: readonly (readonly [id: string, typed: string])[];
  /** In the place of what the criteria give; empty: they count. */
  readonly override: string;
  readonly comment: string;
  /** The grade that was given is to count no more. */
  readonly isTakenBack: boolean;
  readonly grader: string;
  readonly at: string;
  /** Of the answer that was read. */
  readonly stamp: string;
  /** Whether it is in a file that was saved. */
  readonly isSaved: boolean;
}

/** Points as a person types them: `1,5` is a number too; null: none, NaN: no number of points. */
export function readTyped(typed: string, most: number): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const points = /^\d*\.?\d+$|^\d+\.$/.test(text) ? Number(text) : NaN;
  return points <= most ? points : NaN;
}

/** What an answer earns by a draft: null where something is missing, NaN where something is no number of points. */
export function pointsOf(item: QueueItem, { picks, override }: Pick<Draft, "picks" | "override">): number | null {
  const over = readTyped(override, item.possible);
  if (over !== null) return over;
  const typed = new Map(picks);
  const each = item.criteria.map(({ id, points }) => readTyped(typed.get(id) ?? "", points));
  if (each.some((points) => Number.isNaN(points))) return NaN;
  if (item.weight === 0 || each.length === 0 || each.includes(null)) return null;
  const got = each.reduce<number>((sum, points) => sum + (points ?? 0), item.settled);
  return Math.round(((item.possible * got) / item.weight) * 1e4) / 1e4;
}

/** The grade that a draft is; null: it is none yet, or takes one back. */
export function gradeOf(item: QueueItem, draft: Draft, grader: string): ManualGrade | null {
  const points = pointsOf(item, draft);
  if (draft.isTakenBack || points === null || Number.isNaN(points)) return null;
  const { student, exercise, comment, at } = draft;
  return { student, exercise, points, comment: comment.trim(), grader: draft.grader || grader, at };
}

export function isOf(item: QueueItem, { student, exercise }: Pick<Draft, "student" | "exercise">): boolean {
  return item.student === student && item.exercise === exercise;
}

/** Of several grades of an answer, the last in time. */
export function givenTo(item: QueueItem, grades: readonly ManualGrade[]): ManualGrade | null {
  const own = grades.filter((grade) => isOf(item, grade)).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return own.at(-1) ?? null;
}

/**
 * All grades that count once the drafts do: those that were given before, but for answers that a draft decides anew.
 * @param grader who grades, for drafts that do not say
 */
export function gradesWith(
  given: readonly ManualGrade[],
  drafts: readonly { readonly item: QueueItem; readonly draft: Draft }[],
  grader: string,
): readonly ManualGrade[] {
  const decided = drafts
    .map(({ item, draft }) => ({ item, draft, grade: gradeOf(item, draft, grader) }))
    .filter(({ draft, grade }) => draft.isTakenBack || grade !== null);
  const kept = given.filter((grade) => !decided.some(({ item }) => isOf(item, grade)));
  return [...kept, ...decided.flatMap(({ grade }) => grade ?? [])];
}

/** The file that `npm run grade -- --manual` reads. */
export function manualText(grades: readonly ManualGrade[]): string {
  return `${JSON.stringify({ schema: 1, grades }, null, 2)}\n`;
}
