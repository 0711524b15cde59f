import { existsSync, readFileSync } from "node:fs";

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** Reads Vitest's JSON report; null where there is none, because the run broke off. */
export function countUnitTests(path: string): Count | null {
  const report = readReport(path) as { numPassedTests: number; numFailedTests: number } | null;
  return report && { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** Reads Playwright's JSON report; a test that only passed when tried again counts as failed. */
export function countBrowserTests(path: string): Count | null {
  const report = readReport(path) as { stats: { expected: number; unexpected: number; flaky: number } } | null;
  return report && { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky };
}

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
