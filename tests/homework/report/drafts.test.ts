import { expect, it } from "vitest";
import { readManualGrades, type ManualGrade } from "../../../src/homework/grader/results/manual-grades.ts";
import {
  givenTo,
  gradesWith,
  manualText,
  pointsOf,
  readTyped,
  type Draft,
} from "../../../src/homework/report/drafts.ts";
import type { QueueItem } from "../../../src/homework/report/queue.ts";

const item: QueueItem = {
  ...{ student: "__proto__", name: "", exercise: "why", possible: 6, answer: "", stamp: "", seen: [], handedIn: null },
  criteria: [
    { id: "way", words: "Names the way", points: 2 },
    { id: "sum", words: "Names the sum", points: 1 },
  ],
  weight: 4,
  settled: 1,
};
const blank: Draft = {
  ...{ student: item.student, exercise: item.exercise, picks: [], override: "", comment: " Half of it. ", stamp: "" },
  ...{ isTakenBack: false, grader: "", at: "2026-05-13T10:00:00.000Z", isSaved: false },
};
const picks = (way: string, sum: string) => [["way", way], ["sum", sum]] as const; // prettier-ignore
const given = (student: string, points: number, at = "2026-05-12T10:00:00Z"): ManualGrade => {
  return { student, exercise: "why", points, comment: "", grader: "Ann", at };
};

it("reads points as people type them", () => {
  expect(["", " 1,5 ", ".5", "2.", "0"].map((typed) => readTyped(typed, 2))).toEqual([null, 1.5, 0.5, 2, 0]);
  expect(["3", "-1", "two", "1e0", "1.2.3"].map((typed) => readTyped(typed, 2))).toEqual([NaN, NaN, NaN, NaN, NaN]);
});

it("gives an answer the share of its points that checks and criteria give, unless a person says otherwise", () => {
  expect(pointsOf(item, { picks: picks("2", "1"), override: "" })).toBe(6);
  expect(pointsOf(item, { picks: picks("0", "0,5"), override: "" })).toBe(2.25);
  expect(pointsOf(item, { picks: picks("2", ""), override: "" })).toBeNull();
  expect(pointsOf(item, { picks: picks("3", "1"), override: "" })).toBeNaN();
  expect(pointsOf(item, { picks: picks("2", ""), override: "5" })).toBe(5);
  expect(pointsOf(item, { picks: picks("2", "1"), override: "7" })).toBeNaN();
  expect(pointsOf({ ...item, criteria: [], weight: 0 }, { picks: [], override: "" })).toBeNull();
});

it("saves what --manual reads: new grades, and those given before but for answers that are decided anew", () => {
  const before = [given("s2", 1), given("__proto__", 0), given("s3", 2)];
  const draft = { ...blank, picks: picks("2", "1") };
  const saved = readManualGrades(manualText(gradesWith(before, [{ item, draft }], "Bo")), "manual.json");
  const { at } = blank;
  expect(saved).toEqual([before[0], before[2], { ...given("__proto__", 6, at), comment: "Half of it.", grader: "Bo" }]);
  // What is begun and not complete loses nothing; what is taken back is gone.
  expect(gradesWith(before, [{ item, draft: blank }], "Bo")).toEqual(before);
  expect(gradesWith(before, [{ item, draft: { ...draft, isTakenBack: true } }], "Bo")).toEqual([before[0], before[2]]);
});

it("takes the last in time of several grades for the one that was given", () => {
  const [early, late] = [given("__proto__", 1), given("__proto__", 2, "2026-05-12T11:00:00+02:00")];
  expect(givenTo(item, [early, given("s2", 3), late])).toBe(early);
  expect(givenTo(item, [])).toBeNull();
});
