import { CourseError } from "../src/core/errors.ts";
import { fill } from "./gradebook/fill.ts";
import { list } from "./gradebook/list.ts";
import { readOptions, type GradebookCommand } from "./gradebook/options.ts";
import { writePages } from "./gradebook/pages.ts";
import { printable } from "./gradebook/printable.ts";

/**
 * `npm run gradebook`: puts scores into the file that a teacher exported from Canvas or Moodle, says what is in a download of
 * submissions, or makes safe pages of them. Ends with 2 where it cannot.
 */
try {
  process.stdout.write(await run(readOptions(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message.split("\n").map(printable).join("\n")}\n`);
  process.exitCode = 2;
}

function run(command: GradebookCommand): string | Promise<string> {
  if (command.kind === "help") return command.usage;
  if (command.kind === "pages") return writePages(command);
  return command.kind === "list" ? list(command) : fill(command);
}
