import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";

interface TimedTest {
  readonly title: string;
  readonly seconds: number;
}

/** Vitest's JSON report. */
interface UnitReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[];
  }[];
}

/** Playwright's JSON report. */
interface BrowserReport {
  readonly suites: readonly BrowserSuite[];
}

interface BrowserSuite {
  readonly file: string;
  readonly suites?: readonly BrowserSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[];
  }[];
}

/** The tests that took longest, of what Vitest and Playwright reported; reports of other kinds and missing ones name none. */
export function listSlowest(reports: readonly string[], count = 10): TimedTest[] {
  const found = reports.filter(existsSync).flatMap((path) => readTests(JSON.parse(readFileSync(path, "utf8"))));
  return found.sort((a, b) => b.seconds - a.seconds).slice(0, count);
}

function readTests(report: object): TimedTest[] {
  if ("testResults" in report) return readUnitTests(report as UnitReport);
  return "suites" in report ? (report as BrowserReport).suites.flatMap(readBrowserTests) : [];
}

function readUnitTests({ testResults }: UnitReport): TimedTest[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      title: `${basename(name)}: ${fullName}`,
      seconds: (duration ?? 0) / 1000,
    })),
  );
}

function readBrowserTests({ file, suites = [], specs }: BrowserSuite): TimedTest[] {
  const own = specs.map(({ title, tests }) => {
    const results = tests.flatMap((test) => test.results);
    return {
      title: `${basename(file)}: ${title}`,
      seconds: results.reduce((ms, each) => ms + each.duration, 0) / 1000,
    };
  });
  return [...own, ...suites.flatMap(readBrowserTests)];
}
