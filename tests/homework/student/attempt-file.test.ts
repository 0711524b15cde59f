import { expect, it } from "vitest";
import { readAttemptFile, writeAttemptFile, type AttemptFile } from "../../../src/homework/student/attempt-file.ts";

const file: AttemptFile = {
  ...{ assignment: "skip-connections", savedAt: "2026-12-01T00:00:00Z" },
  attempt: { attemptId: "a-1", student: { id: "s1", name: "Åsa" }, statement: "", receipt: null },
  items: [["c3-why", { texts: [["0123456789abcdef", "b"]], passed: null }]],
  chapters: [{ slug: "residual-blocks", edits: { cells: [] }, answers: [["c3-skip", { values: [] }]] }],
};

it("reads what it writes", () => {
  expect(readAttemptFile(writeAttemptFile(file), "f", "skip-connections")).toMatchObject(file);
});

it.each([
  ["what is cut off", writeAttemptFile(file).slice(0, -9), /it is no saved attempt, or was cut off/],
  ["a handed-in file", '{"format":"residual-course-submission"}', /it is no saved attempt\. Choose the file/],
  ["a later form", '{"format":"residual-course-attempt","schema":9}', /written by a newer course/],
  ["a part of another kind", writeAttemptFile({ ...file, items: 1 as never }), /its part "items" cannot be used/],
  ["another assignment", writeAttemptFile({ ...file, assignment: "week-1" }), /belongs to the assignment "week-1"/],
])("refuses %s", (_, text, problem) => {
  expect(() => readAttemptFile(text, "f", "skip-connections")).toThrow(problem);
});
