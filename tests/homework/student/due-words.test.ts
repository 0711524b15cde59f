import { expect, it } from "vitest";
import type { PublicDates } from "../../../src/homework/assignment/dates.ts";
import { describeDue, describeLate } from "../../../src/homework/student/due-words.ts";

const due: PublicDates = {
  ...{ schema: 1 as const, assignment: "skip-connections", due: "2026-12-14T22:59:00.000Z", timezone: "Europe/Berlin" },
  ...{ grace: 15, late: [{ hours: 24, keeps: 0.8 }] },
};
const at = (time: string): number => Date.parse(time);

it("names the time in the teacher's timezone, and in the student's where clocks differ", () => {
  expect(describeDue(due, "Europe/Paris", at("2026-12-01T00:00:00Z"))).toBe(
    "Due Monday, 14 December 2026 at 23:59 in Europe/Berlin. 13 days are left.",
  );
  expect(describeDue(due, "America/New_York", at("2026-12-14T21:30:00Z"))).toBe(
    "Due Monday, 14 December 2026 at 23:59 in Europe/Berlin; for you, in America/New York, Monday, 14 December 2026 at 17:59. 1 hour is left.",
  );
  expect(describeDue(due, "Europe/Berlin", at("2026-12-15T00:00:00Z"))).toContain("This date has passed.");
});

it("says what lateness costs", () => {
  expect(describeLate(due)).toBe(
    "Up to 15 minutes late counts as in time. Up to 24 hours late keeps 80 % of the points. Later than that counts nothing.",
  );
  expect(describeLate({ ...due, grace: 0, late: [{ hours: null, keeps: 0.5 }] })).toBe(
    "However late keeps 50 % of the points.",
  );
  expect(describeLate({ ...due, grace: 0, late: [] })).toBe("A late hand-in counts nothing.");
});
