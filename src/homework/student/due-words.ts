import type { PublicDates } from "../assignment/dates.ts";

/**
 * When an assignment is due, in the teacher's timezone and, where its clocks differ, in the student's.
 * @param timezone the student's
 */
export function describeDue({ due, timezone: theirs }: PublicDates, timezone: string, nowMs: number): string {
  const [there, here] = [theirs, timezone].map((zone) => writeTime(due, zone));
  const own = there === here ? "" : `; for you, in ${place(timezone)}, ${here}`;
  return `Due ${there} in ${place(theirs)}${own}. ${timeLeft(Date.parse(due) - nowMs)}`;
}

/** What a late hand-in keeps of its points. */
export function describeLate({ grace, late }: PublicDates): string {
  const begin = grace > 0 ? `Up to ${count(grace, "minute")} late counts as in time. ` : "";
  if (late.length === 0)
    return begin === "" ? "A late hand-in counts nothing." : `${begin}Later than that counts nothing.`;
  const steps = late.map(({ hours, keeps }) => {
    const when = hours === null ? "However late" : `Up to ${count(hours, "hour")} late`;
    return `${when} keeps ${Math.round(100 * keeps)} % of the points.`;
  });
  const end = late.at(-1)?.hours === null ? "" : " Later than that counts nothing.";
  return `${begin}${steps.join(" ")}${end}`;
}

function timeLeft(ms: number): string {
  if (ms < 0) return "This date has passed.";
  const hours = Math.floor(ms / 3_600_000);
  if (hours >= 48) return `${Math.floor(hours / 24)} days are left.`;
  return hours < 1 ? "Less than an hour is left." : `${count(hours, "hour")} ${hours === 1 ? "is" : "are"} left.`;
}

/** "Monday, 14 December 2026 at 23:59". Of a zone that this browser does not know, in UTC. */
function writeTime(instant: string, timeZone: string): string {
  const format = { dateStyle: "full", timeStyle: "short" } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...format, timeZone }).format(new Date(instant));
  } catch {
    return `${new Intl.DateTimeFormat("en-GB", { ...format, timeZone: "UTC" }).format(new Date(instant))} UTC`;
  }
}

function place(timezone: string): string {
  return timezone.replaceAll("_", " ");
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
