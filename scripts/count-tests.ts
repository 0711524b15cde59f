import { existsSync, readFileSync } from "node:fs";

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What could not run on this machine. */
  readonly skipped: number;
}

/** Reads Vitest's JSON report; null where there is none, because the run broke off. */
export function countUnitTests(path: string): Count | null {
  const report = readReport(path) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
  } | null;
  if (report === null) return null;
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

/** Reads Playwright's JSON report; a test that only passed when tried again counts as failed. */
export function countBrowserTests(path: string): Count | null {
  const report = readReport(path) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  } | null;
  if (report === null) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** Reads what `npm run claims` wrote: a verdict that is not the one that its chapter states has failed. */
export function countClaims(path: string): Count | null {
  const report = readReport(path) as { chapters: { claims: { asStated: boolean }[] }[] } | null;
  const claims = report?.chapters.flatMap((chapter) => chapter.claims);
  const passed = claims?.filter(({ asStated }) => asStated).length ?? 0;
  return claims ? { passed, failed: claims.length - passed, skipped: 0 } : null;
}

/** The sum of some stages' counts. */
export function addCounts(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** "3 passed, 0 failed", and what was skipped where something was. */
export function formatCount({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Reads what `npm run claims -- --replay` wrote: a recorded run that the code does not compute has failed. */
export function countReplays(path: string): Count | null {
  const report = readReport(path) as { replays: { differences: unknown[] }[] } | null;
  const passed = report?.replays.filter(({ differences }) => differences.length === 0).length ?? 0;
  return report && { passed, failed: report.replays.length - passed, skipped: 0 };
}

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
