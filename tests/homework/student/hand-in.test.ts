import { expect, it } from "vitest";
import { buildSubmission, fileName, shortHash } from "../../../src/homework/student/hand-in.ts";
import { readSubmission } from "../../../src/homework/submission/read-submission.ts";
import { submissionPage } from "../../../src/homework/submission/write-submission.ts";
import { choiceExercise, codeExercise, manifest } from "./assigned.ts";

const attempt = {
  ...{ attemptId: "a-1", student: { id: "s1", name: "Åsa =1" }, statement: "A book.", receipt: null },
};
const answered = [
  { exercise: codeExercise, text: "const block = 1;", state: "begun", facts: {} },
  { exercise: choiceExercise, text: "b", state: "answered", facts: { chosen: "that" } },
  { exercise: { ...codeExercise, id: "c3-blank" }, text: "  ", state: "not begun", facts: {} },
] as const;

it("writes a file that the grader reads without a flag: code as source, words as text, nothing of what is blank", async () => {
  const submission = buildSubmission({
    ...{ manifest, attempt, answered, extraCells: ["1 + 1"], variantSeed: 7 },
    ...{ env: { ua: "x", backend: "y" }, now: new Date("2026-12-01T00:00:00Z") },
  });
  const bytes = new TextEncoder().encode(await submissionPage(submission));
  const read = await readSubmission(bytes, "file", "skip-connections");
  expect(read.flags).toEqual([]);
  expect(read.submission).toMatchObject({ version: 3, attemptId: "a-1", statement: "A book.", variantSeed: 7 });
  expect(read.submission.answers).toEqual([
    { id: "c3-skip", source: "const block = 1;", lastRun: { status: "begun" } },
    { id: "c3-why", text: "b", lastRun: { status: "answered", metrics: { chosen: "that" } } },
  ]);
});

it("names files by assignment and student, and gives a hash that can be quoted", () => {
  expect(fileName("skip-connections", attempt.student, "html")).toBe("skip-connections-åsa-1.html");
  expect(fileName("skip-connections", { id: "../S 7", name: "" }, "html")).toBe("skip-connections-s-7.html");
  expect(shortHash("0123456789abcdef")).toBe("0123 4567 89ab");
});
