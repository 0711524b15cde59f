import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import {
  addCounts,
  countBrowserTests,
  countClaims,
  countReplays,
  countUnitTests,
  formatCount,
} from "../../scripts/count-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reports-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

it("reads what Vitest reports", () => {
  const counts = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 3, numTodoTests: 1 };
  expect(countUnitTests(report(counts))).toEqual({ passed: 7, failed: 2, skipped: 4 });
});

it("counts a browser test that passed only when tried again as failed", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
  expect(countBrowserTests(report({ stats }))).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

it("counts a verdict that is not the one that its chapter states as failed", () => {
  const claims = [{ asStated: true }, { asStated: false }, { asStated: true }];
  expect(countClaims(report({ chapters: [{ claims }, { claims }] }))).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

it("counts a recorded run that the code does not compute as failed", () => {
  const replays = [{ differences: [] }, { differences: ["a loss"] }];
  expect(countReplays(report({ replays }))).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

it("tells a run that broke off from one without tests", () => {
  expect(countUnitTests(join(folder, "nothing.json"))).toBeNull();
});

it("says what was skipped only where something was", () => {
  const counts = [
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 1, failed: 1, skipped: 4 },
  ];
  expect(formatCount(addCounts(counts))).toBe("3 passed, 1 failed, 4 skipped");
  expect(formatCount(addCounts([]))).toBe("0 passed, 0 failed");
});
