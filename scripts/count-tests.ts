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

/** Reads what `npm run claims` wrote: a verdict that is not the one that its chapter states has failed. */
export function countClaims(path: string): Count | null {
  const report = readReport(path) as { chapters: { claims: { asStated: boolean }[] }[] } | null;
  const claims = report?.chapters.flatMap((chapter) => chapter.claims);
  const passed = claims?.filter(({ asStated }) => asStated).length ?? 0;
  return claims ? { passed, failed: claims.length - passed } : null;
}

/** Reads what `npm run claims -- --replay` wrote: a recorded run that the code does not compute has failed. */
export function countReplays(path: string): Count | null {
  const report = readReport(path) as { replays: { differences: unknown[] }[] } | null;
  const passed = report?.replays.filter(({ differences }) => differences.length === 0).length ?? 0;
  return report && { passed, failed: report.replays.length - passed };
}

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
