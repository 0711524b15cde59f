import type { KnipConfig } from "knip";

/** What nobody imports, uses or lists: files, exports, dependencies. */
const config: KnipConfig = {
  // Commands, and what a command or a test bundles for a browser or runs in a process of its own.
  entry: [
    "scripts/*.ts",
    "scripts/assignment/scorm-page.ts",
    "scripts/bench/page/{bench-page,cells-page,course-engines,stock-engines}.ts",
    "scripts/grade/autograder/run.ts",
    "scripts/test/list-tests.ts",
    "src/homework/report/page/report-script.ts",
    "src/homework/grader/sandbox/{frame,light-worker,whole-worker}.ts",
    "tests/browser/*-page.ts",
    "tests/fixtures/describe-cases.ts",
  ],
  project: ["src/**/*.{ts,js,astro}", "scripts/**/*.{ts,js}", "tests/**/*.ts"],
  // Called by name: by `astro check`, and in scripts/test/stages.ts; put into a page by a test.
  ignoreDependencies: ["@astrojs/check", "dependency-cruiser", "scorm-again"],
  // A type in an exported signature is exported with it, whether or not somebody writes its name.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // The kinds that a function can be declared with are a vocabulary, offered whole.
  ignoreIssues: { "src/**/kinds.ts": ["exports"] },
};

export default config;
