import { refuse } from "../../core/errors.ts";

const written = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const example = "Write it as 2026-12-14 23:59.";

/**
 * The instant of a date and a time of day in a timezone, in ISO 8601. Of two instants with the same time of day, in the hour that a
 * clock goes back, it is the later one.
 * @param text `2026-12-14 23:59`, or a day alone, which lasts until 23:59:59
 * @param timezone by its name in the IANA's list
 * @throws CourseError if it is no date, or one that does not exist
 */
export function readDue(text: string, timezone: string, where: string): string {
  const match = written.exec(text.trim());
  if (match === null) {
    const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text);
    const remedy = hasOffset ? `Leave the offset out, as the timezone says it. ${example}` : example;
    throw refuse(where, `"${text}" is no date with a time`, remedy);
  }
  const [year = 0, month = 0, day = 0, ...time] = match.slice(1).map((digits) => Number(digits ?? Number.NaN));
  const [hour = 0, minute = 0, second = 0] = Number.isNaN(time[0]) ? [23, 59, 59] : time.map((part) => part || 0);
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const said = new Date(asUtc).toISOString();
  const wanted = `${match[1]}-${match[2]}-${match[3]}T${[hour, minute, second].map(twoDigits).join(":")}.000Z`;
  if (said !== wanted) throw refuse(where, `"${text}" does not exist`, nearest(year, month));
  const instants = offsetsNear(asUtc, timezone).map((offset) => asUtc - offset);
  const fitting = instants.filter((instant) => instant + offsetAt(instant, timezone) === asUtc);
  if (fitting.length > 0) return new Date(Math.max(...fitting)).toISOString();
  const problem = `"${text}" does not exist in ${timezone}: the clocks go forward there`;
  throw refuse(where, problem, "Choose a time an hour earlier or later.");
}

/**
 * The name of a timezone as it is written.
 * @throws CourseError if there is none, or the list of timezones has no such name
 */
export function readTimezone(name: string | undefined, where: string): string {
  const remedy = "Add one of the IANA's names, such as timezone: Europe/Berlin.";
  if (name === undefined) throw refuse(where, "a due date without a timezone is no date", remedy);
  try {
    // Offsets such as +01:00 are taken too, and know no summer.
    if (!/^[A-Za-z]/.test(name)) throw new RangeError(name);
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone && name;
  } catch {
    throw refuse(where, `there is no timezone "${name}"`, remedy);
  }
}

/** All that can hold within a day of it. */
function offsetsNear(instant: number, timezone: string): readonly number[] {
  const day = 86_400_000;
  return [...new Set([instant - day, instant, instant + day].map((each) => offsetAt(each, timezone)))];
}

/** How far the clocks of a timezone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timezone: string): number {
  const format = new Intl.DateTimeFormat("en", {
    ...{ timeZone: timezone, hourCycle: "h23", era: "short", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const clock = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return clock - Math.floor(instant / 1000) * 1000;
}

function nearest(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12) return "Months are 01 to 12.";
  return `That month ends with ${year}-${twoDigits(month)}-${last}, and a day with 23:59.`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
