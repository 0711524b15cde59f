import { mkdirSync } from "node:fs";
import { CourseError } from "../src/core/errors.ts";
import { addCounts, formatCount } from "./count-tests.ts";
import { findChromium } from "./find-chromium.ts";
import { formatHelp, readTestOptions, type TestOptions } from "./test/options.ts";
import { describeFailures, findSlowest, readReportedTests } from "./test/reported-tests.ts";
import { runStages, type StageResult } from "./test/run-stage.ts";
import { stages } from "./test/stages.ts";

/** `npm test`: runs every stage, also after one has failed. `npm test -- --help` says what else there is. */
try {
  const options = readTestOptions(process.argv.slice(2), stages);
  if (options.help) process.stdout.write(`${formatHelp(stages)}\n`);
  else await runAll(options);
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function runAll({ stages: chosen, quick }: TestOptions): Promise<void> {
  mkdirSync(".cache", { recursive: true });
  if (chosen.some(({ browser }) => browser)) prepareBrowser();
  const results = await runStages(chosen, quick);
  const total = addCounts(results);
  const tests = readReportedTests(chosen.flatMap(({ report }) => report ?? []));
  printTable(
    "The slowest tests",
    findSlowest(tests).map(({ title, seconds }) => [seconds, title.slice(0, 110)]),
  );
  printTable(
    "The stages",
    results.map((result) => [result.seconds, describeStage(result)]),
  );
  // At the end once more: of an output of thousands of lines often only the end is kept.
  for (const failure of describeFailures(tests)) process.stdout.write(`\nFailed: ${failure}\n`);
  process.stdout.write(`\n${formatCount(total)}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

/**
 * Finds or installs the browser before anything runs: tests that need it run side by side, and on a bare machine only one
 * of them could install it. Where there is none, each of those tests says so.
 */
function prepareBrowser(): void {
  try {
    process.env["CHROMIUM_PATH"] = findChromium();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function describeStage({ name, ...count }: StageResult): string {
  return `${name.padEnd(10)} ${formatCount(count)}`;
}

function printTable(title: string, rows: readonly (readonly [seconds: number, text: string])[]): void {
  if (rows.length === 0) return;
  const lines = rows.map(([seconds, text]) => `${formatTime(seconds).padStart(9)}  ${text}`);
  process.stdout.write(`\n${title}\n${lines.join("\n")}\n`);
}

function formatTime(seconds: number): string {
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
}
