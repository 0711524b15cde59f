import { CourseError } from "../src/core/errors.ts";
import { fill } from "./gradebook/fill.ts";
import { list } from "./gradebook/list.ts";
import { readOptions, type FillCommand, type HelpCommand, type ListCommand } from "./gradebook/options.ts";

/**
 * `npm run gradebook`: puts scores into the file that a teacher exported from Canvas or Moodle, or says what is in a download
 * of submissions. Ends with 2 where it cannot.
 */
try {
  process.stdout.write(run(readOptions(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function run(command: FillCommand | ListCommand | HelpCommand): string {
  if (command.kind === "help") return command.usage;
  return command.kind === "list" ? list(command.download) : fill(command);
}
