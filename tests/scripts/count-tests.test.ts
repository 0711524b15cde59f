import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { countBrowserTests, countClaims, countReplays, countUnitTests } from "../../scripts/count-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reports-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

it("reads what Vitest reports", () => {
  expect(countUnitTests(report({ numPassedTests: 7, numFailedTests: 2 }))).toEqual({ passed: 7, failed: 2 });
});

it("counts a browser test that passed only when tried again as failed", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  expect(countBrowserTests(report({ stats }))).toEqual({ passed: 5, failed: 2 });
});

it("counts a verdict that is not the one that its chapter states as failed", () => {
  const claims = [{ asStated: true }, { asStated: false }, { asStated: true }];
  expect(countClaims(report({ chapters: [{ claims }, { claims }] }))).toEqual({ passed: 4, failed: 2 });
});

it("counts a recorded run that the code does not compute as failed", () => {
  const replays = [{ differences: [] }, { differences: ["a loss"] }];
  expect(countReplays(report({ replays }))).toEqual({ passed: 1, failed: 1 });
});

it("tells a run that broke off from one without tests", () => {
  expect(countUnitTests(join(folder, "nothing.json"))).toBeNull();
});
