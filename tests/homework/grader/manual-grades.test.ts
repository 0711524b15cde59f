import { expect, it } from "vitest";
import { readManualGrades, withManualGrades } from "../../../src/homework/grader/results/manual-grades.ts";
import type { Graded } from "../../../src/homework/grader/verdicts/graded.ts";

const exercise = { kind: "text", bonus: false, checks: [], words: "", flags: [], answer: "Because." };
const found: Graded = {
  ...{ student: "s1", name: "", status: "review", score: null, possible: 5, late: "late", keeps: 0.5, problem: null },
  ...{ file: "x.html", handedIn: null, flags: [], fingerprint: "", gradedAt: "", seconds: 0 },
  ...{ path: null, lms: null, version: 1, revision: 1, before: null },
  exercises: [
    { ...exercise, id: "why", possible: 3, earned: null, status: "review" },
    { ...exercise, id: "code", possible: 2, earned: 2, status: "graded" },
  ],
};
const grade = {
  student: "s1",
  exercise: "why",
  points: 1,
  comment: "Half of it.",
  grader: "Ann",
  at: "2026-05-12T10:00:00Z",
};
const manual = (...grades: readonly object[]) => readManualGrades(JSON.stringify({ schema: 1, grades }), "manual.json");

it("lets the last that a person said count, takes off what lateness takes, and refuses what cannot be", () => {
  const later = { ...grade, points: 2, at: "2026-05-13T10:00:00Z" };
  expect(withManualGrades(found, manual(later, grade))).toMatchObject({ status: "graded", score: 2 });
  expect(withManualGrades(found, manual({ ...grade, student: "s2" }))).toBe(found);
  expect(() => withManualGrades(found, manual({ ...grade, points: 4 }))).toThrow("4 points of 3 possible");
  expect(() => withManualGrades(found, manual({ ...grade, exercise: "what" }))).toThrow("there is no such answer");
  expect(() => manual({ ...grade, points: "2" })).toThrow('its part "grades, 0, points"');
});
