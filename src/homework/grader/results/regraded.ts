import type { Graded, GradedBefore } from "../verdicts/graded.ts";
import { csvForPeople } from "./csv-rows.ts";
import type { ManualGrade } from "./manual-grades.ts";

/** Points that changed when a submission was graded again. */
export interface Regraded {
  readonly student: string;
  readonly name: string;
  /** null: the score of the whole. */
  readonly exercise: string | null;
  /** null: not known, or not there. */
  readonly old: number | null;
  readonly now: number | null;
  readonly why: string;
  readonly handedIn: string | null;
  readonly gradedBefore: string;
  readonly gradedAt: string;
}

/**
 * What changed for whom. An answer that a person graded keeps its points, before and after.
 * @param all with what people said
 */
export function regradedOf(all: readonly Graded[], manual: readonly ManualGrade[]): readonly Regraded[] {
  return all.flatMap((graded) => {
    const { before, student, name, handedIn, gradedAt } = graded;
    if (before === null) return [];
    const byHand = new Set(manual.filter((grade) => grade.student === student).map(({ exercise }) => exercise));
    const earnedNow = new Map(graded.exercises.map(({ id, earned }) => [id, earned] as const));
    const earnedOnce = new Map(before.exercises.map(({ id, earned }) => [id, earned] as const));
    for (const id of byHand) if (earnedOnce.has(id)) earnedOnce.set(id, earnedNow.get(id) ?? null);
    const ids = [...new Set([...earnedOnce.keys(), ...earnedNow.keys()])];
    const changes = [
      { exercise: null, old: byHand.size > 0 ? totalOf(earnedOnce, before) : before.score, now: graded.score },
      ...ids.map((id) => ({ exercise: id, old: earnedOnce.get(id) ?? null, now: earnedNow.get(id) ?? null })),
    ];
    const facts = { student, name, why: reasonOf(graded, before), handedIn, gradedBefore: before.gradedAt, gradedAt };
    return changes.filter(({ old, now }) => old !== now).map((change) => ({ ...facts, ...change }));
  });
}

/** Old and new side by side, for people; the score of the whole before those of the exercises. */
export function regradedTable(changes: readonly Regraded[]): string {
  const header = ["student", "name", "exercise", "old", "new", "why", "handed_in", "graded_before", "graded_at"];
  const rows = changes.map(({ student, name, exercise, old, now, why, handedIn, gradedBefore, gradedAt }) => [
    ...[student, name, exercise ?? "score", String(old ?? ""), String(now ?? ""), why],
    ...[handedIn ?? "", gradedBefore, gradedAt],
  ]);
  return csvForPeople([header, ...rows]);
}

function totalOf(earned: ReadonlyMap<string, number | null>, { keeps }: GradedBefore): number | null {
  let total = 0;
  for (const points of earned.values()) {
    if (points === null) return null;
    total += points;
  }
  return Math.round(total * keeps * 1e4) / 1e4;
}

function reasonOf(now: Graded, before: GradedBefore): string {
  if (now.fingerprint === "") return "there is no file any more that can be read";
  const [key, time, file] = now.fingerprint.split(" ");
  const [oldKey, oldTime, oldFile] = before.fingerprint.split(" ");
  const reasons = [
    ...(key === oldKey ? [] : [describeKeys(now, before)]),
    ...(file === oldFile ? [] : ["another file"]),
    ...(time === oldTime || file !== oldFile ? [] : ["another time of handing in"]),
  ];
  return reasons.join(", ") || "graded again by the same key";
}

function describeKeys(now: Graded, before: GradedBefore): string {
  if (now.version !== before.version) return `version ${before.version ?? "?"} → ${now.version ?? "?"}`;
  if (now.revision !== before.revision) return `key revision ${before.revision ?? "?"} → ${now.revision ?? "?"}`;
  return "the key was changed";
}
