import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { countBrowserTests, countClaims, countReplays, countUnitTests, type Count } from "./count-tests.ts";

interface Stage {
  readonly name:
    "lint" | "imports" | "unused" | "styles" | "format" | "types" | "unit" | "replay" | "build" | "browser" | "claims";
  /** A program, seen from node_modules, and its arguments. */
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Reads how many tests passed and failed; without it the stage is one check. */
  readonly count?: () => Count | null;
}

const unitReport = ".cache/unit-tests.json";
const browserReport = ".cache/browser-tests.json";
const claimsReport = ".cache/claims.json";
const replayReport = ".cache/replay.json";

/** Cheap checks first. The browser tests and the claims need the build. */
const stages: readonly Stage[] = [
  { name: "lint", command: ["eslint/bin/eslint.js", "."] },
  { name: "imports", command: ["dependency-cruiser/bin/dependency-cruiser.mjs", "src", "scripts", "tests"] },
  { name: "unused", command: ["knip/bin/knip.js"] },
  { name: "styles", command: ["stylelint/bin/stylelint.mjs", "src/**/*.{css,astro}"] },
  { name: "format", command: ["prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."] },
  { name: "types", command: ["astro/bin/astro.mjs", "check", "--minimumSeverity", "warning"] },
  {
    name: "unit",
    command: ["vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
    count: () => countUnitTests(unitReport),
  },
  {
    name: "replay",
    command: ["../scripts/claims.ts", "--replay", "--json", replayReport],
    count: () => countReplays(replayReport),
  },
  { name: "build", command: ["astro/bin/astro.mjs", "build"] },
  {
    name: "browser",
    command: ["@playwright/test/cli.js", "test", "--reporter=list,json"],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
    count: () => countBrowserTests(browserReport),
  },
  {
    name: "claims",
    command: [
      ...["../scripts/claims.ts", "--size", "small", "--engine", "wasm"],
      ...["--site", "dist", "--json", claimsReport],
    ],
    count: () => countClaims(claimsReport),
  },
];

/** `npm test`: runs every stage, also after one has failed. `npm test -- --only unit` (or `build,browser`): some. */
const total = { passed: 0, failed: 0 };
mkdirSync(".cache", { recursive: true });
for (const stage of chooseStages()) {
  const { passed, failed } = runStage(stage);
  total.passed += passed;
  total.failed += failed;
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

function runStage({ name, command, environment = {}, count }: Stage): Count {
  process.stdout.write(`\n== ${name}\n`);
  for (const report of [unitReport, browserReport, claimsReport, replayReport])
    if (count) rmSync(report, { force: true });
  const [program, ...options] = command;
  const { status } = spawnSync(process.execPath, [`node_modules/${program}`, ...options], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", BASE_PATH: "/", ...environment },
  });
  const counted = count?.() ?? { passed: status === 0 && !count ? 1 : 0, failed: 0 };
  // A stage that ended badly without a failed test of its own (a file that cannot be loaded, say) is a failure too.
  const failed = status === 0 ? counted.failed : Math.max(1, counted.failed);
  if (failed > 0) process.stdout.write(`\n${name}: failed\n`);
  return { passed: counted.passed, failed };
}

function chooseStages(): readonly Stage[] {
  const at = process.argv.indexOf("--only");
  if (at < 0) return stages;
  const wanted = (process.argv[at + 1] ?? "").split(",");
  const chosen = stages.filter(({ name }) => wanted.includes(name));
  if (chosen.length === wanted.length) return chosen;
  process.stderr.write(
    `npm test: --only takes ${stages.map(({ name }) => name).join(", ")}, got "${wanted.join()}".\n`,
  );
  process.exit(1);
}
