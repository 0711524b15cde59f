import { expect, it } from "vitest";
import { readProgress } from "../../../src/homework/progress/message.ts";
import { lmsOrigin, postProgress } from "../../../src/homework/progress/post-progress.ts";

const progress = { assignment: "week-1", version: 1, passed: 2, of: 5 };
const message = { type: "residual-course-progress", ...progress };

it("a message is read where its form and its numbers are right, and not otherwise", () => {
  expect(readProgress({ ...message, more: 1 })).toEqual(message);
  for (const change of [{ type: "progress" }, { passed: 6 }, { of: 0, passed: 0 }, { passed: 1.5 }, { version: "1" }])
    expect(readProgress({ ...message, ...change })).toBeNull();
  expect(readProgress("residual-course-progress")).toBeNull();
});

it("a page tells the origin that its link names, and nobody where it names none", () => {
  const told: unknown[] = [];
  const receiver = { postMessage: (...given: unknown[]) => told.push(given) };
  const page = (search: string, opener: unknown) => {
    const window = { location: { search }, opener, parent: null as unknown };
    window.parent = window;
    return window;
  };
  const search = "?assignment=/a.json&lms=https://lms.example.org";
  expect(postProgress(page("?assignment=/a.json", receiver), progress)).toBeNull();
  expect(postProgress(page(search, null), progress)).toBeNull();
  expect(told).toEqual([]);
  expect(postProgress(page(search, receiver), progress)).toBe("https://lms.example.org");
  expect(postProgress({ ...page(search, null), parent: receiver }, progress)).toBe("https://lms.example.org");
  expect(told).toEqual([
    [message, "https://lms.example.org"],
    [message, "https://lms.example.org"],
  ]);
});

it("an address is no origin, and neither is one that anybody on the way could read", () => {
  const origins = ["https://lms.example.org", "http://localhost:8080", "https://lms.example.org/x", "*", "http://a.b"];
  expect(origins.map((each) => lmsOrigin(`?lms=${encodeURIComponent(each)}`))).toEqual([
    ...["https://lms.example.org", "http://localhost:8080"],
    ...[null, null, null],
  ]);
});
