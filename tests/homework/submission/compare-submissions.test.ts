import { expect, it } from "vitest";
import { compareSubmissions, type Received } from "../../../src/homework/submission/compare-submissions.ts";
import { sample } from "./sample.ts";

const now = Date.parse("2027-05-10T00:00:00Z");
const received = (student: string, parts: object = {}, when: string | null = null): Received => ({
  ...{ student, when, attemptId: student, savedAt: sample.savedAt, ...parts },
});

it("names students who handed in one attempt (8), and not one who handed it in twice", () => {
  const one = { attemptId: "x" };
  expect(
    compareSubmissions([received("101", one), received("102", one), received("103"), received("103")], now),
  ).toEqual([{ students: ["101", "102"], words: "The attempt x was handed in by several students: 101; 102." }]);
});

it("names clocks that cannot be right (27), by the LMS's time or by today", () => {
  const files = [
    received("early", { savedAt: "1999-01-01T00:00:00Z" }, "2027-05-03T21:00:00Z"),
    received("slow upload", { savedAt: "2027-05-03T21:10:00Z" }, "2027-05-03T21:00:00Z"),
    received("fast clock", { savedAt: "2027-05-04T21:00:00Z" }, "2027-05-03T21:00:00Z"),
    received("future", { savedAt: "2099-01-01T00:00:00Z" }),
    received("none", { savedAt: "yesterday" }),
  ];
  expect(compareSubmissions(files, now).map(({ words }) => words)).toEqual([
    "fast clock: the file says 2027-05-04T21:00:00Z, which is after it was handed in.",
    "future: the file says 2099-01-01T00:00:00Z, which is after it was handed in.",
    'none: the time "yesterday" in the file is none.',
  ]);
});
