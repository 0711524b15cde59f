import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";

export interface ReportedTest {
  /** The file's name and the test's. */
  readonly title: string;
  readonly seconds: number;
  /** What a failed test said; empty where it passed or was skipped. */
  readonly failure: string;
}

/** Vitest's JSON report. */
interface UnitReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly duration?: number | null;
      readonly failureMessages?: readonly string[];
    }[];
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
    readonly tests: readonly {
      readonly results: readonly { readonly duration: number; readonly errors?: readonly { message?: string }[] }[];
    }[];
  }[];
}

/** The tests that Vitest and Playwright reported; reports of other kinds and missing ones name none. */
export function readReportedTests(reports: readonly string[]): ReportedTest[] {
  return reports.filter(existsSync).flatMap((path) => readTests(JSON.parse(readFileSync(path, "utf8")) as object));
}

/** The tests that took longest. */
export function findSlowest(tests: readonly ReportedTest[], count = 10): ReportedTest[] {
  return tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, count);
}

/** The failed tests, each with the first lines of what it said, for the end of a long output. */
export function describeFailures(tests: readonly ReportedTest[], lines = 12): string[] {
  const describe = ({ title, failure }: ReportedTest): string =>
    [title, ...failure.trim().split("\n").slice(0, lines)].join("\n      ");
  return tests.filter(({ failure }) => failure !== "").map(describe);
}

function readTests(report: object): ReportedTest[] {
  if ("testResults" in report) return readUnitTests(report as UnitReport);
  return "suites" in report ? (report as BrowserReport).suites.flatMap(readBrowserTests) : [];
}

function readUnitTests({ testResults }: UnitReport): ReportedTest[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration, failureMessages = [] }) => ({
      title: `${basename(name)}: ${fullName}`,
      seconds: (duration ?? 0) / 1000,
      failure: joinMessages(failureMessages),
    })),
  );
}

function readBrowserTests({ file, suites = [], specs }: BrowserSuite): ReportedTest[] {
  const own = specs.map(({ title, tests }) => {
    const results = tests.flatMap((test) => test.results);
    return {
      title: `${basename(file)}: ${title}`,
      seconds: results.reduce((ms, each) => ms + each.duration, 0) / 1000,
      failure: joinMessages(results.flatMap(({ errors = [] }) => errors.map(({ message = "no message" }) => message))),
    };
  });
  return [...own, ...suites.flatMap(readBrowserTests)];
}

function joinMessages(messages: readonly string[]): string {
  return stripVTControlCharacters(messages.join("\n"));
}
