import { mkdirSync } from "node:fs";
import { CourseError } from "../src/core/errors.ts";
import { addCounts, formatCount } from "./count-tests.ts";
import { formatHelp, readTestOptions, type TestOptions } from "./test/options.ts";
import { runStages } from "./test/run-stage.ts";
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
  const results = await runStages(chosen, quick);
  const total = addCounts(results);
  process.stdout.write("\n");
  for (const { name, seconds, ...count } of results)
    process.stdout.write(`${name.padEnd(8)} ${formatTime(seconds).padStart(9)}  ${formatCount(count)}\n`);
  process.stdout.write(`\n${formatCount(total)}\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function formatTime(seconds: number): string {
  return seconds < 100 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`;
}
