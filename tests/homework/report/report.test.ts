import { expect, it } from "vitest";
import type { Graded } from "../../../src/homework/grader/verdicts/graded.ts";
import { classFacts } from "../../../src/homework/report/class-facts.ts";
import { queueOf } from "../../../src/homework/report/queue.ts";
import { describeScores, scoreBins, scoreChart } from "../../../src/homework/report/score-chart.ts";

const exercise = { id: "why", kind: "text", bonus: false, possible: 3, words: "", flags: [], answer: "Because." };
const checks = (...outcomes: readonly ("passed" | "failed" | "review")[]) =>
  outcomes.map((outcome, at) => ({
    name: `check ${at}`,
    points: 1,
    earned: outcome === "passed" ? 1 : 0,
    outcome,
    note: "",
  }));
const graded = (student: string, parts: Partial<Graded["exercises"][number]>): Graded => ({
  ...{ student, name: `Name of ${student}`, status: "review", score: null, possible: 3, late: null, keeps: 1 },
  ...{ problem: null, file: "x.html", handedIn: null, flags: [], fingerprint: "f", gradedAt: "", seconds: 0 },
  ...{ path: null, lms: null, version: 1, revision: 1, before: null },
  exercises: [{ ...exercise, earned: null, status: "review", checks: [], ...parts }],
});

it("puts scores into steps from 0 to what is possible or was reached, and none is lost", () => {
  expect(scoreBins([0, 0.99, 1, 2, 2], 2)).toEqual([
    ...[0, 0.25, 0.5].map((from) => ({ from, to: from + 0.25, count: from === 0 ? 1 : 0 })),
    { from: 0.75, to: 1, count: 1 },
    { from: 1, to: 1.25, count: 1 },
    ...[1.25, 1.5].map((from) => ({ from, to: from + 0.25, count: 0 })),
    { from: 1.75, to: 2, count: 2 },
  ]);
  const many = Array.from({ length: 300 }, (_, at) => at / 7);
  expect(scoreBins(many, 20).reduce((sum, { count }) => sum + count, 0)).toBe(300);
  expect(scoreBins(many, 20).length).toBeLessThanOrEqual(20);
  expect(scoreBins([], 0)).toEqual([]);
  const words = describeScores([1, 2, 6], 5);
  expect(words).toBe("3 students have a score, of 5 points: from 1 to 6, median 2, mean 3.");
  expect(scoreChart(scoreBins([1, 2, 6], 5), words)).toContain(`role="img" aria-label="${words}"`);
});

it("counts what each exercise and each check brought, of those who handed in", () => {
  const all = [
    graded("s1", { earned: 3, status: "graded", checks: checks("passed", "passed") }),
    graded("s2", { earned: 0, status: "graded", checks: checks("passed", "failed") }),
    graded("s3", { checks: checks("passed", "review"), flags: ["It tried what is closed: fetch."] }),
    graded("s4", { earned: 0, status: "not-attempted", flags: ["Variant v1."] }),
    { ...graded("s5", {}), exercises: [], status: "missing" as const, flags: [] },
  ];
  const { exercises, statuses, flagged } = classFacts(all);
  expect(exercises).toMatchObject([{ students: 4, share: 1 / 3, notAttempted: 1, missing: 0, open: 1 }]);
  expect(exercises[0]?.checks).toEqual([
    { name: "check 0", passed: 3 },
    { name: "check 1", passed: 1 },
  ]);
  expect(statuses.map(({ status, rows }) => [status, rows.length])).toEqual([["review", 4], ["missing", 1]]); // prettier-ignore
  expect(flagged.map(({ student }) => student)).toEqual(["s3"]);
});

it("queues what waits for a person or has been graded by one, in an order of its own for each exercise", async () => {
  const students = Array.from({ length: 30 }, (_, at) => `s${at + 10}`);
  const found = students.map((student) => {
    const [why] = graded(student, { checks: checks("passed", "review") }).exercises;
    return {
      ...graded(student, {}),
      exercises: [
        { ...why, id: "why" },
        { ...why, id: "how" },
      ] as Graded["exercises"],
    };
  });
  const rubric = [{ id: "way", words: "Names the way", points: 2 }];
  const source = { assignment: "a", found, grades: [], rubricOf: () => rubric };
  const { items, exercises } = await queueOf(source);
  expect(exercises).toEqual(["why", "how"]);
  const orderOf = (id: string) => items.filter((item) => item.exercise === id).map(({ student }) => student);
  expect(orderOf("why").toSorted()).toEqual(students);
  expect(orderOf("why")).not.toEqual(students);
  expect(orderOf("why")).not.toEqual(orderOf("how"));
  const backwards = await queueOf({ ...source, found: found.toReversed() });
  expect(backwards.items.map(({ student }) => student)).toEqual(items.map(({ student }) => student));
  expect(items[0]).toMatchObject({ settled: 1, weight: 4, criteria: [{ id: "check 1", points: 1 }, rubric[0]] });
  const done = [graded("s1", { status: "graded", earned: 1 }), graded("s2", { status: "graded", earned: 1 })];
  const grades = [{ student: "s2", exercise: "why", points: 1, comment: "", grader: "Ann", at: "" }];
  expect((await queueOf({ ...source, found: done, grades })).items.map(({ student }) => student)).toEqual(["s2"]);
});
