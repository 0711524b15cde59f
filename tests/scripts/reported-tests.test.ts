import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeFailures, findSlowest, readReportedTests } from "../../scripts/test/reported-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reports-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, report: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

it("ranks the tests of Node and of the browser together", () => {
  const unit = write("unit.json", {
    testResults: [
      {
        name: "/course/tests/a.test.ts",
        assertionResults: [
          { fullName: "is quick", duration: 20 },
          { fullName: "is slow", duration: 4000 },
          { fullName: "is skipped", duration: null },
        ],
      },
    ],
  });
  const spec = (title: string, ...ms: number[]) => ({
    title,
    tests: [{ results: ms.map((duration) => ({ duration })) }],
  });
  const inner = { file: "b.spec.ts", specs: [spec("waits", 1000, 2500)] };
  const browser = write("browser.json", {
    suites: [{ file: "b.spec.ts", specs: [spec("reads", 5000)], suites: [inner] }],
  });
  const claims = write("claims.json", { chapters: [] });
  const tests = readReportedTests([unit, browser, claims, join(folder, "nothing.json")]);
  expect(findSlowest(tests, 3)).toEqual([
    { title: "b.spec.ts: reads", seconds: 5, failure: "" },
    { title: "a.test.ts: is slow", seconds: 4, failure: "" },
    { title: "b.spec.ts: waits", seconds: 3.5, failure: "" },
  ]);
});

it("says of failed tests what they said, without colours and not without end", () => {
  const message = `\u001b[31mexpected 1\u001b[39m\n${"  at a line\n".repeat(40)}`;
  const unit = write("failed-unit.json", {
    testResults: [
      {
        name: "/course/tests/a.test.ts",
        assertionResults: [{ fullName: "adds", duration: 1, failureMessages: ["expected 2"] }],
      },
    ],
  });
  const browser = write("failed-browser.json", {
    suites: [
      {
        file: "b.spec.ts",
        specs: [
          { title: "reads", tests: [{ results: [{ duration: 1, errors: [{ message }] }] }] },
          { title: "is well", tests: [{ results: [{ duration: 1, errors: [] }] }] },
        ],
      },
    ],
  });
  expect(describeFailures(readReportedTests([unit, browser]), 2)).toEqual([
    "a.test.ts: adds\n      expected 2",
    "b.spec.ts: reads\n      expected 1\n        at a line",
  ]);
});
