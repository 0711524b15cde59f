import type { Key } from "../../assignment/key.ts";

/** What the time of a hand-in does to its points. */
export interface Lateness {
  /** The share of its points that it keeps, 0 … 1. */
  readonly keeps: number;
  /** In words, for student and teacher; null: in time. */
  readonly words: string | null;
  /** What a person should look at; null: nothing. */
  readonly flag: string | null;
}

const inTime: Lateness = { keeps: 1, words: null, flag: null };
const msPerMinute = 60_000;
const msPerHour = 60 * msPerMinute;

/** When a hand-in came, by the LMS: the student's clock is not asked. */
export interface HandedIn {
  /** ISO 8601; null where the LMS does not say. */
  readonly when: string | null;
  readonly late: boolean | null;
}

/** @param due the student's own due date, ISO 8601 */
export function latenessOf(
  { when, late }: HandedIn,
  due: string,
  { grace, late: steps }: Pick<Key, "grace" | "late">,
): Lateness {
  if (when === null || Number.isNaN(Date.parse(when))) return late === true ? { ...inTime, ...unknownTime } : inTime;
  const overMs = Date.parse(when) - Date.parse(due) - grace * msPerMinute;
  if (overMs <= 0) return inTime;
  const hours = overMs / msPerHour;
  const step = steps.find((each) => each.hours === null || hours <= each.hours);
  const keeps = step?.keeps ?? 0;
  return {
    keeps,
    words: `${describeHours(hours)} late: ${Math.round(100 * keeps)} % of the points are kept`,
    flag: null,
  };
}

const unknownTime = {
  words: "late",
  flag: "It was handed in late, and the download does not say when: no points were taken off.",
} as const;

function describeHours(hours: number): string {
  return hours < 1 ? `${Math.ceil(60 * hours)} min` : `${hours.toFixed(1)} h`;
}
