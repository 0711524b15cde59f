import { countBrowserTests, countClaims, countReplays, countUnitTests, type Count } from "../count-tests.ts";

export interface Stage {
  readonly name: string;
  /** What several stages are called together. */
  readonly group?: string;
  /** What it does, as `npm test -- --help` says it. */
  readonly help: string;
  /** A program, seen from the repository's root, and its arguments. */
  readonly command: readonly string[];
  /** The same or less for everyday work, from what the last time found out; without it the stage is left out then. */
  readonly quick?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Keeps one processor busy: two of these that follow each other run side by side. */
  readonly small?: true;
  /** Some of its tests need a browser. */
  readonly browser?: true;
  /** Where the program reports on its tests; without it the stage is one check. */
  readonly report?: string;
  readonly count?: (report: string) => Count | null;
}

const eslint = ["node_modules/eslint/bin/eslint.js", "."];
const stylelint = ["node_modules/stylelint/bin/stylelint.mjs", "src/**/*.{css,astro}"];
const prettier = ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."];
const unitReport = ".cache/unit-tests.json";
const vitest = [
  // Without isolation each module is loaded once for all files. Threads have too small a stack for some of them.
  ...["node_modules/vitest/vitest.mjs", "run", "--no-isolate", "--pool=forks"],
  ...["--reporter=default", "--reporter=json"],
  `--outputFile.json=${unitReport}`,
];
const replayReport = ".cache/replay.json";

/** Left out in everyday work: hundreds of trainings beside PyTorch's numbers, and programs of other languages. */
const longUnitTests = ["tests/export/programs.test.ts", "tests/training/step/graph-session.test.ts"];

/**
 * The browser tests and the claims need the build. Of what keeps one processor busy the longest comes first: cheap checks
 * fill up what is left, so that both processors end together.
 */
export const stages: readonly Stage[] = [
  { name: "build", help: "the site, into dist/", command: ["node_modules/astro/bin/astro.mjs", "build"] },
  {
    name: "replay",
    help: "the first steps of each recorded run, again",
    command: ["scripts/claims.ts", "--replay", "--json", replayReport],
    small: true,
    report: replayReport,
    count: countReplays,
  },
  claimsStage(1),
  claimsStage(2),
  {
    name: "lint",
    help: "ESLint, with the rules on who may import whom",
    command: eslint,
    quick: [...eslint, "--cache", "--cache-strategy=content", "--cache-location=.cache/eslint"],
    small: true,
  },
  {
    name: "imports",
    help: "no circles of imports, types included",
    command: ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", "src", "scripts", "tests"],
    small: true,
  },
  {
    name: "unused",
    help: "Knip: no file, export or package that nothing uses, none that package.json does not list",
    command: ["node_modules/knip/bin/knip.js"],
    small: true,
  },
  {
    name: "styles",
    help: "Stylelint",
    command: stylelint,
    quick: [...stylelint, "--cache", "--cache-strategy=content", "--cache-location=.cache/stylelint"],
    small: true,
  },
  {
    name: "format",
    help: "Prettier",
    command: prettier,
    quick: [...prettier, "--cache", "--cache-strategy=content", "--cache-location=.cache/prettier"],
    small: true,
  },
  {
    name: "types",
    help: "TypeScript and Astro's check",
    command: ["node_modules/astro/bin/astro.mjs", "check", "--minimumSeverity", "warning"],
    quick: [
      ...["node_modules/typescript/bin/tsc", "--noEmit", "--incremental"],
      ...["--tsBuildInfoFile", ".cache/types.tsbuildinfo"],
    ],
    small: true,
  },
  {
    name: "listed",
    help: "each file of unit tests has some, whatever is installed",
    command: ["scripts/test/list-tests.ts"],
    small: true,
  },
  {
    name: "budget",
    help: "the built pages weigh no more than they may",
    command: ["scripts/page-budget.ts"],
    small: true,
  },
  {
    name: "unit",
    help: "Vitest, in Node; quick: without what trains for long or runs Python",
    command: vitest,
    quick: [...vitest, ...longUnitTests.map((path) => `--exclude=${path}`)],
    browser: true,
    report: unitReport,
    count: countUnitTests,
  },
  browserStage("pages", "Playwright, in Chromium, on the built site: what reads, writes and draws, several at a time"),
  browserStage("trainings", "Playwright: what trains for long, several at a time"),
];

/** The tests of one project of playwright.config.ts. */
function browserStage(project: string, help: string): Stage {
  const report = `.cache/${project}.json`;
  return {
    ...{ name: project, group: "browser", help, browser: true, report, count: countBrowserTests },
    command: ["node_modules/@playwright/test/cli.js", "test", `--project=${project}`, "--reporter=list,json"],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  };
}

/** A chapter's experiments keep one processor busy, in a worker; halves that share no training keep two. */
function claimsStage(part: 1 | 2): Stage {
  const report = `.cache/claims-${part}.json`;
  return {
    ...{ name: `claims-${part}`, group: "claims", small: true, browser: true, report, count: countClaims },
    help: `the chapters' experiments at their small size, in Chromium, on the built site: part ${part} of 2`,
    command: [
      ...["scripts/claims.ts", "--size", "small", "--engine", "wasm", "--site", "dist"],
      ...["--shard", `${part}/2`, "--json", report],
    ],
  };
}
